import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Step, StepResult } from '../machine';
import type { Bench } from '../bench';
import type { HeldVf, LinuxPartition, LinuxTestbed } from '../testbed';
import { macAddress } from '../../../terms/mac-address';

/** Moments of one recording, in this order. */
export type Moment =
  | 'first'
  /** One frame from outside for VF 1, one for the synthetic partition, one from VF 1 to that partition. */
  | 'frames'
  /** VF 1 has another administrator's MAC, is promiscuous and in a group; the device of VF 2 is down. */
  | 'changed'
  /** VF 1 had a function level reset. */
  | 'reset'
  /** VF 2 has lost its driver. */
  | 'unbound';

/** Rewritten by `scripts/record-machine.ts`. */
export const RECORDING = join(__dirname, 'recorded', 'igb.json');

export const MOMENTS: readonly Moment[] = ['first', 'frames', 'changed', 'reset', 'unbound'];

/** What a step asks, in one line. */
export const keyOf = (step: Step): string =>
  [
    ...('namespace' in step ? [`in ${step.namespace}:`] : []),
    ...(step.kind === 'network' ? step.requests.map(({ words }) => words) : [step.kind]),
    ...('path' in step ? [step.path] : []),
  ].join(' ');

type Recorded = Readonly<Record<string, string>>;

const { moments } = JSON.parse(readFileSync(RECORDING, 'utf8')) as {
  readonly moments: Readonly<Record<Moment, Recorded>>;
};

/** A moment holds what had changed since the one before. */
function recordedAt(moment: Moment): Recorded {
  const until = MOMENTS.slice(0, MOMENTS.indexOf(moment) + 1);
  return Object.assign({}, ...until.map((each) => moments[each])) as Recorded;
}

export const SUBJECT: Bench['subject'] = {
  netdev: 'eth0',
  pci: '0000:01:00.0',
  totalVfs: 7,
  vendorId: 0x8086,
  deviceId: 0x10c9,
  pfDriver: 'igb',
  vfDriver: 'igbvf',
  mac: '00:15:5d:ff:00:01',
  mtu: 1500,
};

/** Answers steps as the emulated machine did at a moment, and counts requests. */
export class RecordedMachine {
  requests = 0;
  asked: readonly Step[] = [];

  constructor(public moment: Moment = 'first') {}

  /** As a bench, of which readings use the machine and the subject alone. */
  get bench(): Pick<Bench, 'machine' | 'subject'> {
    const run = async (steps: readonly Step[]): Promise<readonly StepResult[]> => this.answers(steps);
    return { machine: { run } as unknown as Bench['machine'], subject: SUBJECT };
  }

  private answers(steps: readonly Step[]): readonly StepResult[] {
    this.requests += 1;
    this.asked = steps;
    const recorded = recordedAt(this.moment);
    return steps.map((step) => {
      const out = recorded[keyOf(step)];
      // Nothing is what could not be read.
      return out === undefined || out === ''
        ? { ok: false, code: 'ENOENT', words: 'not recorded' }
        : { ok: true, out };
    });
  }
}

export const WEB = macAddress('00-15-5D-00-00-01');
export const DB = macAddress('00-15-5D-00-00-02');
export const SYN = macAddress('00-15-5D-00-00-03');

const held = (vf: number): HeldVf => ({ vf, stage: 'ACTIVE', inUse: true });

const partition = (
  name: string,
  number: number,
  mac: LinuxPartition['mac'],
  vf: HeldVf | undefined,
  vlan?: number,
): LinuxPartition => ({
  partition: name,
  number,
  namespace: `bk${number}`,
  hostPort: `bkp${number}`,
  mac,
  vlan,
  switch: 'S',
  iovWeight: vf === undefined ? 0 : 100,
  running: true,
  macSpoofing: false,
  vf,
});

/** What the recorded machine was set up as: "web" holds VF 1, "db" VF 2 on VLAN 10, "syn" none. */
export const TESTBED: LinuxTestbed = {
  adapter: { adapter: 'NIC1', numVfs: 4, wire: 'up' },
  switches: [{ switch: 'S', type: 'external', adapter: 'NIC1', bridge: 'bksw0', sriov: true }],
  partitions: [
    partition('web', 1, WEB, held(0)),
    partition('db', 2, DB, held(1), 10),
    partition('syn', 3, SYN, undefined),
  ],
  stations: [{ station: 'outside', mac: macAddress('00-1B-21-00-00-01'), vlan: undefined }],
};
