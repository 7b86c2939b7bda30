import { expect } from 'chai';
import { FakeMachine } from '../../../target/linux/fake-machine.fixture';
import type { ArrivedFrame, Step } from '../../../target/linux/machine';
import { OPTIONS, STATE } from './host-state.fixture';
import { takeOver } from './take-over';

/** A host whose cable leads from one of its interfaces to the other, or elsewhere. */
class CabledHost extends FakeMachine {
  private sent: readonly Uint8Array[] = [];

  constructor(private readonly leadsTo: string | undefined) {
    super();
  }

  override leaveForTheEnd = async (steps: readonly Step[] = []): Promise<void> =>
    void this.done.push(`left ${steps.length > 0 ? 'what puts it back' : 'nothing'}`);
  override send = async (_through?: string, frames: readonly Uint8Array[] = []): Promise<[]> => {
    this.done.push('a broadcast leaves');
    this.sent = frames;
    return [];
  };
  override gather = async (): Promise<readonly ArrivedFrame[]> =>
    this.leadsTo === undefined ? [] : this.sent.map((bytes) => ({ at: this.leadsTo ?? '', bytes }));
}

const whyNot = (machine: FakeMachine, state = STATE): Promise<string> =>
  takeOver({ machine, state }, OPTIONS).then(
    () => 'taken over',
    (error: Error) => error.message,
  );

describe('taking a host over', () => {
  it('leaves with it what puts it back before the first change, and proves the cable last', async () => {
    const host = new CabledHost('wire check');
    const unlike = { ...STATE, pf: { ...STATE.pf, mtu: 9000 } };
    expect(await whyNot(host, unlike)).to.equal('taken over');
    expect(host.done).to.deep.equal([
      'left what puts it back',
      'ip link set enp4s0 up',
      'ip link set enp4s0 mtu 9000',
      'ip link set enp3s0f0 up',
      'wait-carrier  enp3s0f0 up',
      'a broadcast leaves',
    ]);
  });

  it('ends where the cable leads elsewhere, or the frame comes back where it left', async () => {
    for (const place of [undefined, 'wire check outside'])
      expect(await whyNot(new CabledHost(place))).to.equal(
        'what leaves --outside enp4s0 does not arrive at --pf enp3s0f0; expected the two ends of one cable',
      );
  });

  it('ends where an interface does not come up, and blames no cable', async () => {
    for (const netdev of ['enp4s0', 'enp3s0f0']) {
      const host = new CabledHost('wire check');
      host.refuse(
        new RegExp(`^ip link set ${netdev} up$`),
        'ERFKILL',
        'Operation not possible due to RF-kill',
      );
      expect(await whyNot(host)).to.equal(
        `${netdev} does not come up: Operation not possible due to RF-kill`,
      );
      expect(host.done).not.to.include('a broadcast leaves');
    }
  });

  it('goes on where the other end keeps its MTU, or the PF has no carrier yet', async () => {
    const host = new CabledHost('wire check');
    host.refuse(/mtu|^wait-carrier/, 'EINVAL', 'no');
    expect(await whyNot(host)).to.equal('taken over');
  });
});
