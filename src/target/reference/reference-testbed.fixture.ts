import type { Action, PartitionSpec } from '../../isolation/action';
import { renderPath } from '../../path/render-path';
import { macAddress, type MacAddress } from '../../terms/mac-address';
import type { Party } from '../../terms/party';
import { testFrame } from '../../wire/test-frame';
import type { Trace } from '../../wire/trace';
import { auditing, type AuditedTarget } from '../auditing-target';
import type { Outcome, Target } from '../target';
import type { TestbedView } from '../testbed-view';
import { createReferenceTarget, type ReferenceTargetOptions } from './reference-target';

export const MACS = {
  web: macAddress('00-15-5D-00-00-01'),
  db: macAddress('00-15-5D-00-00-02'),
  legacy: macAddress('00-15-5D-00-00-03'),
  outside: macAddress('00-1B-21-00-00-01'),
} as const;

export const partition = (name: string): Party => ({ kind: 'partition', partition: name });
export const OUTSIDE_PARTY: Party = { kind: 'outside' };

/** An audited target, driven by a spec: every action is watched, as in a scenario. */
export class Bench {
  private tokens = 0;

  constructor(readonly target: AuditedTarget | Target) {}

  async does(action: Action): Promise<Extract<Outcome, { kind: 'done' }>> {
    const outcome = await this.target.perform(action);
    if (outcome.kind !== 'done') throw new Error(`${action.kind}: ${JSON.stringify(outcome, bigints)}`);
    return outcome;
  }

  async isRefused(action: Action): Promise<Extract<Outcome, { kind: 'refused' }>> {
    const outcome = await this.target.perform(action);
    if (outcome.kind !== 'refused') throw new Error(`${action.kind} was not refused`);
    return outcome;
  }

  /** Paths and ends of one frame's copies, for example `web > VF 1 > NIC switch > VF 2 > db`. */
  async sends(
    from: Party,
    destination: MacAddress,
    source: MacAddress,
    vlan?: number,
  ): Promise<readonly string[]> {
    this.tokens += 1;
    const token = `t${this.tokens}`;
    const frame = testFrame({
      token,
      source,
      destination,
      tag: vlan === undefined ? undefined : { vlan, priority: 0 },
    });
    const { traces } = await this.does({ kind: 'send', sender: from, frames: [{ token, frame }] });
    return traces.map(described);
  }

  view(): Promise<TestbedView> {
    return this.target.view();
  }
}

const bigints = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

export const described = (trace: Trace): string =>
  trace.end.kind === 'delivered' ? renderPath(trace) : `${renderPath(trace)} ! ${trace.end.reason}`;

const WITHOUT_FILES: ReferenceTargetOptions = {
  readFile: (path) => {
    throw new Error(`no file "${path}" in this spec`);
  },
};

export const bench = (options: Partial<ReferenceTargetOptions> = {}): Bench =>
  new Bench(auditing(unwatched(options)));

export const unwatched = (options: Partial<ReferenceTargetOptions> = {}): Target =>
  createReferenceTarget({ ...WITHOUT_FILES, ...options });

export const spec = (
  name: keyof typeof MACS,
  path: 'VF' | 'synthetic',
  more: Partial<PartitionSpec> = {},
): PartitionSpec => ({
  partition: name,
  mac: MACS[name],
  vlan: 10,
  iovWeight: path === 'VF' ? 100 : 0,
  ...more,
});

/** Adapter and switch, as in the background of most features. */
export async function withSwitch(numVfs = 8, made = bench()): Promise<Bench> {
  await made.does({ kind: 'install-adapter', adapter: 'NIC1', profile: { kind: 'reference' }, numVfs });
  await made.does({
    kind: 'create-extensible-switch',
    switch: 'External',
    type: 'external',
    adapter: 'NIC1',
    sriov: true,
  });
  return made;
}

/** web and db on VFs, legacy on the synthetic path, all in VLAN 10. */
export async function threePartitions(on = bench()): Promise<Bench> {
  const made = await withSwitch(8, on);
  await made.does({ kind: 'start-partition', spec: spec('web', 'VF') });
  await made.does({ kind: 'start-partition', spec: spec('db', 'VF') });
  await made.does({ kind: 'start-partition', spec: spec('legacy', 'synthetic') });
  return made;
}
