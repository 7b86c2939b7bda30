import { expect } from 'chai';
import type { FunctionRef, PcieAction } from '../../../isolation/action';
import { fakeBench, FakeMachine } from '../fake-machine.fixture';
import { TESTBED } from '../readings/recorded-machine.fixture';
import { play, verdictOf } from './performed.fixture';

const PF: FunctionRef = { kind: 'pf' };
const VF_2: FunctionRef = { kind: 'vf', vf: { kind: 'of-partition', partition: 'db' } };
const read = (offset: number, width: 1 | 2 | 4, by: 'bus' | 'guest' = 'bus'): PcieAction => ({
  kind: 'config-read',
  function: VF_2,
  offset,
  width,
  by,
});
const CONFIG = '/sys/bus/pci/devices/0000:01:10.1/config';

describe('configuration spaces on Linux', () => {
  const script = (machine: FakeMachine): void =>
    void machine.answers.unshift([/^read .*config$/, '8680ca10']);
  const told = (value: number) => ({ value, unsupportedRequest: false });
  const valueOf = async (action: PcieAction) => {
    const { performed } = await play(action, { script });
    return performed.kind === 'done' ? performed.value : verdictOf(performed);
  };

  it('are read little-endian, and beyond their end as all ones of the width asked', async () => {
    expect(await valueOf(read(0, 2))).to.deep.equal(told(0x8086));
    expect(await valueOf(read(0, 4))).to.deep.equal(told(0x10ca8086));
    expect(await valueOf(read(4, 1))).to.deep.equal(told(0xff));
    expect(await valueOf(read(2, 4))).to.deep.equal(told(0xffff_ffff));
  });

  it('are written where they are', async () => {
    const action: PcieAction = {
      kind: 'config-write',
      function: VF_2,
      offset: 4,
      width: 2,
      value: 0x106,
      by: 'bus',
    };
    expect((await play(action)).steps.at(-1)).to.equal(`write ${CONFIG} 0601 at 4`);
    expect(verdictOf((await play({ ...action, by: 'guest' })).performed)).to.equal(
      'not-applicable oid-boundary: guests here write configuration space themselves',
    );
  });

  it("are refused with the kernel's error", async () => {
    const { performed } = await play(read(0, 2), {
      script: (machine) => machine.refuse(/^read .*config/, 'EACCES', 'Permission denied'),
    });
    expect(verdictOf(performed)).to.equal(`refused EACCES by the kernel: read ${CONFIG}: Permission denied`);
  });
});

describe('resets and the cable on Linux', () => {
  it('resets the PF and VFs by their folders', async () => {
    const pf = await play({ kind: 'function-level-reset', function: PF });
    expect(pf.steps).to.deep.equal(['write /sys/bus/pci/devices/0000:01:00.0/reset 1']);
    const vf = await play(
      { kind: 'function-level-reset', function: VF_2 },
      { script: (machine) => machine.refuse(/reset 1$/, 'ENOTTY', 'Inappropriate ioctl for device') },
    );
    expect(verdictOf(vf.performed)).to.match(/^refused ENOTTY by the kernel: write to .*10\.1\/reset: /);
  });

  it('pulls the cable outside, and waits for the PF to notice', async () => {
    const pulled: boolean[] = [];
    const setLink = async (up: boolean): Promise<void> => void pulled.push(up);
    const bench = { outside: { ...fakeBench(new FakeMachine()).outside, setLink } };
    const down = await play({ kind: 'set-link', up: false }, { bench });
    expect([pulled, down.steps]).to.deep.equal([[false], ['wait-carrier  eth0 down']]);
    expect(down.after.adapter?.wire).to.equal('down');
    const up = await play({ kind: 'set-link', up: true }, { bench, testbed: down.after });
    expect(up.after).to.deep.equal(TESTBED);
  });

  it('does not apply where nobody can', async () => {
    const registers = 'registers: registers of a function belong to the driver that is bound to it';
    const impossible: readonly (readonly [PcieAction, string])[] = [
      [{ kind: 'set-link', up: false }, 'link-control: nobody can pull this cable'],
      [read(0, 2, 'guest'), 'oid-boundary: guests here read configuration space themselves'],
      [{ kind: 'register-read', function: PF, bar: 0, offset: 0 }, registers],
      [{ kind: 'register-write', function: PF, bar: 0, offset: 0, value: 0 }, registers],
      [{ kind: 'memory-read', address: 0 }, registers],
      [{ kind: 'memory-write', address: 0, value: 0 }, registers],
      [{ kind: 'conventional-reset' }, 'registers: the slot of the adapter cannot be reset alone'],
      [
        { kind: 'hold-completions', function: PF, hold: true },
        'dma-observation: memory of this machine cannot hold back its answers',
      ],
    ];
    for (const [action, reason] of impossible) {
      const { performed, steps } = await play(action);
      expect(verdictOf(performed)).to.equal(`not-applicable ${reason}`);
      expect(steps).to.deep.equal([]);
    }
  });
});

describe('states of power on Linux', () => {
  const power = (state: 'D0' | 'D1' | 'D2' | 'D3') =>
    ({ kind: 'set-vf-power', vf: { kind: 'of-partition', partition: 'db' }, state }) as const;
  /** Capabilities from 0x40: power management, the last. */
  const space = (id: string): string =>
    `${'00'.repeat(6)}1000${'00'.repeat(0x2c)}40${'00'.repeat(11)}${id}00${'00'.repeat(6)}`;

  it('are written to the power management capability of the VF', async () => {
    for (const [state, hex] of [
      ['D0', '00'],
      ['D1', '01'],
      ['D2', '02'],
      ['D3', '03'],
    ] as const) {
      const { steps } = await play(power(state), {
        script: (machine) => void machine.answers.unshift([/^read .*config$/, space('01')]),
      });
      expect(steps.at(-1)).to.equal(`write ${CONFIG} ${hex} at ${0x44}`);
    }
  });

  it('do not apply to VFs without one, which PCI Express allows', async () => {
    const { performed } = await play(power('D3'), {
      script: (machine) => void machine.answers.unshift([/^read .*config$/, space('10')]),
    });
    expect(verdictOf(performed)).to.equal(
      'not-applicable vf-power: its VFs have no power management capability',
    );
  });

  it("are refused with the kernel's error", async () => {
    const gone = await play(power('D3'), {
      script: (machine) => machine.refuse(/virtfn1/, 'ENOENT', 'No such file or directory'),
    });
    expect(verdictOf(gone.performed)).to.match(/^refused ENOENT by the kernel: link .*virtfn1: No such/);
  });
});
