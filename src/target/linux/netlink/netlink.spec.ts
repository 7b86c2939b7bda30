import { expect } from 'chai';
import type { NetworkStep, Step } from '../machine';
import { attributesIn, bytesOf, messagesIn, numberIn, textIn } from './message';
import { attribute, change, dump, linkHeader, text, u16, u32, u8 } from './request';
import { meaningsOf, onOrOff } from './vocabulary';
import { withoutAProgram } from './without-a-program';

const view = (...bytes: readonly number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

describe('a request of routing netlink', () => {
  it('has attributes of whole words, whose length is without what fills them up', () => {
    const bytes = Buffer.concat(attribute(3, text('vf0'), u8(9)) as readonly Uint8Array[]);
    expect(bytes.toString('hex')).to.equal('09000300' + '76663000' + '09' + '000000');
    expect(Buffer.concat(attribute(1, u32(1)) as readonly Uint8Array[]).toString('hex')).to.equal(
      '0800010001000000',
    );
  });

  it('leaves blank what the machine knows, and says where, also inside attributes', () => {
    const fields = [...linkHeader('eth0'), ...attribute(28, { namespace: 'bk1' })];
    expect(change('words', 16, fields, 0x400)).to.deep.equal({
      words: 'words',
      type: 16,
      flags: 0x405,
      body: '00000000' + '00000000' + '0000000000000000' + '08001c00' + '00000000',
      fill: [
        { device: 'eth0', at: 4 },
        { namespace: 'bk1', at: 20 },
      ],
    });
    expect(dump('words', 18, [u16(7)])).to.deep.include({ flags: 0x301, body: '0700', fill: [] });
  });
});

describe('messages of the kernel', () => {
  const message = (type: number, ...body: readonly Uint8Array[]): Buffer => {
    const content = Buffer.concat(body);
    return Buffer.concat([
      u32(16 + content.length),
      u16(type),
      u16(0),
      u32(0, 0),
      content,
      Buffer.alloc(-content.length & 3),
    ]);
  };
  const name = Buffer.concat(attribute(3, text('eth0')) as readonly Uint8Array[]);

  it('are read one after another, each to its own end', () => {
    const both = Buffer.concat([message(16, u8(5)), message(28, name)]).toString('base64');
    const [first, second, ...more] = messagesIn(both);
    expect([first?.type, second?.type, more.length]).to.deep.equal([16, 28, 0]);
    expect(first?.body.byteLength).to.equal(1);
    expect(attributesIn(second?.body ?? view()).map(([kind, value]) => [kind, textIn(value)])).to.deep.equal([
      [3, 'eth0'],
    ]);
  });

  it('that are broken off, or say that they are shorter than they can be, are left out', () => {
    const whole = Buffer.concat([message(16, name), message(16, name)]);
    expect(messagesIn(whole.subarray(0, -1).toString('base64'))).to.have.length(1);
    expect(messagesIn(Buffer.alloc(32).toString('base64'))).to.deep.equal([]);
    expect(messagesIn('')).to.deep.equal([]);
    expect(attributesIn(view(3, 0, 1, 0, 0, 0, 0, 0))).to.deep.equal([]);
    expect(attributesIn(view(9, 0, 1, 0, 0, 0, 0, 0))).to.deep.equal([]);
  });

  it('have attributes with marks that are no part of their kind, and numbers of every width', () => {
    const [[kind, value] = [0, view()]] = attributesIn(view(8, 0, 12, 0x80, 1, 2, 3, 4));
    expect(kind).to.equal(12);
    expect(bytesOf(value).toString('hex')).to.equal('01020304');
    expect(numberIn(value)).to.equal(0x04030201);
    expect([numberIn(view(7)), numberIn(view(7, 1)), numberIn(undefined), numberIn(view())]).to.deep.equal([
      7, 263, 0, 0,
    ]);
    expect(numberIn(view(1, 0, 0, 0, 1, 0, 0, 0))).to.equal(2 ** 32 + 1);
  });
});

describe('words and their meanings', () => {
  const vocabulary = {
    alone: { up: 'up' },
    valued: { flood: (value: string) => onOrOff(value, (on) => `flood ${on}`) },
  };

  it('are taken in order', () => {
    expect(meaningsOf('flood on up flood off'.split(' '), vocabulary)).to.deep.equal([
      'flood true',
      'up',
      'flood false',
    ]);
    expect(meaningsOf([], vocabulary)).to.deep.equal([]);
  });

  it('are nothing where one is not known, its value means nothing, or is missing', () => {
    for (const words of ['down', 'flood', 'flood yes', 'up flood', 'constructor', 'up toString x'])
      expect(meaningsOf(words.split(' '), vocabulary), words).to.equal(undefined);
  });
});

describe('a program that need not be started', () => {
  const step = (words: string): Step => ({ kind: 'exec', argv: words.split(' ') });
  const batch = (argv: readonly string[], ...lines: readonly string[]): Step => ({
    kind: 'exec',
    argv,
    input: `${lines.join('\n')}\n`,
  });
  const asked = (of: Step): NetworkStep => {
    const carriedOut = withoutAProgram(of);
    if (carriedOut.kind !== 'network') throw new Error('it would start a program');
    return carriedOut;
  };

  it('is asked for in its namespace, in the words that one would type', () => {
    const { requests, ...rest } = asked(step('ip -n bk1 link set vf0 up'));
    expect(rest).to.deep.equal({ kind: 'network', namespace: 'bk1' });
    expect(requests.map(({ words }) => words)).to.deep.equal(['ip -n bk1 link set vf0 up']);
  });

  it('has the commands of its batch as requests, which end at the first refusal or go on', () => {
    const lines = ['netns add bk1', 'link set bkp1 master bksw0'];
    const { requests, ...rest } = asked(batch(['ip', '-batch', '-'], ...lines));
    expect(rest).to.deep.equal({ kind: 'network' });
    expect(requests.map(({ words }) => words)).to.deep.equal(lines.map((line) => `ip ${line}`));
    expect(requests[0]).to.deep.equal({ words: 'ip netns add bk1', verb: 'add', name: 'bk1' });
    const going = asked({
      ...batch(['bridge', '-force', '-batch', '-'], 'vlan del dev eth0 vid 10'),
      mayFail: true,
    });
    expect(going).to.deep.include({ each: true, mayFail: true });
  });

  it('sets flags of a device together, and no other', () => {
    const [request] = asked(step('ip link set eth0 address 00:15:5d:00:00:01 up promisc off')).requests;
    expect(request).to.deep.include({
      body: '00000000' + '00000000' + '01000000' + '01010000' + '0a000100' + '00155d000001' + '0000',
    });
  });

  it('is started where it is told what is not known here, or is another', () => {
    for (const words of [
      'ip addr add 10.0.0.1/8 dev eth0',
      'ip link set eth0 txqueuelen 5',
      'ip link set eth0 vf 0',
      'ip link set eth0 vf 0 mac 00:15:5d:00:00',
      'ip link set eth0 vf x mac 00:15:5d:00:00:01',
      'ip link set eth0 vf 0 vlan 10 qos 3',
      'ip link set eth0 vf 0 state up',
      'ip link set eth0 mtu',
      'ip link del eth0 type veth',
      'ip link add bk0 type vxlan id 5',
      'ip link add bk0 type bridge priority 3',
      'ip link add bk0 type veth peer name syn0 up',
      'ip link show',
      'ip link',
      'ip',
      'ip -n bk1',
      'ip -s link set eth0 up',
      'ip netns list',
      'ip netns add',
      'bridge fdb add 00:15:5d:00:00:01 dev eth0 self',
      'bridge fdb replace 00:15:5d:00:00:01 dev eth0 static',
      'bridge fdb show',
      'bridge vlan add dev eth0 vid 10-20',
      'bridge vlan add dev eth0 vid 10 self',
      'bridge link set dev eth0 cost 4',
      'ethtool -i eth0',
    ])
      expect(withoutAProgram(step(words)), words).to.deep.equal(step(words));
    for (const argv of [
      ['ip', '-batch', '-'],
      ['ip', '-j', '-batch', '-'],
    ]) {
      const mixed = batch(argv, 'link set eth0 up', 'link show');
      expect(withoutAProgram(mixed)).to.equal(mixed);
    }
    const json = batch(['ip', '-j', '-batch', '-'], 'link set eth0 up');
    expect(withoutAProgram(json)).to.equal(json);
    const other: Step = { kind: 'sleep', ms: 1 };
    expect(withoutAProgram(other)).to.equal(other);
  });
});
