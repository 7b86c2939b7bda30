import { Table } from '../../../terms/table';
import type { Bench } from '../bench';
import { SYNTHETIC, type LinuxPartition, type LinuxTestbed } from '../testbed';
import type { Bridging } from './bridge-reading';
import { kept, keptTable } from './kept';
import type { Links } from './link-reading';
import { machineQuestions, type FunctionAnswers, type MachineAnswers } from './machine-questions';
import { answersOf } from './question';
import type { BridgeReading, PartitionReading, PfReading, Reading, VfReading } from './reading';

export const NOTHING_READ: Reading = {
  pf: undefined,
  settings: Table.empty(),
  vfs: Table.empty(),
  partitions: Table.empty(),
  bridges: Table.empty(),
};

/** What one request reads besides PF and bridges, which it always reads. */
export interface Sample {
  /** VFs as sysfs counts them. */
  readonly vfs: readonly number[];
  /** Partitions whose namespaces are read. */
  readonly partitions: readonly LinuxPartition[];
}

/**
 * Reads a sample in one request and carries over the rest of what was read before.
 * @throws Compromised
 */
export async function readMachine(
  { machine, subject }: Pick<Bench, 'machine' | 'subject'>,
  testbed: LinuxTestbed,
  sample: Sample,
  before: Reading,
): Promise<Reading> {
  const question = machineQuestions(
    subject,
    sample.vfs,
    sample.partitions.map(({ number, namespace }) => [number, namespace] as const),
  );
  const answers = question.answer(answersOf(await machine.run(question.steps)));
  return readingOf(testbed, subject.netdev, answers, before);
}

/** Pure: from answers by device to readings by owner. */
export function readingOf(
  testbed: LinuxTestbed,
  netdev: string,
  answers: MachineAnswers,
  before: Reading,
): Reading {
  const numVfs = testbed.adapter === undefined ? 0 : answers.numVfs;
  const running = testbed.partitions.filter((each) => each.running);
  const pf = testbed.adapter === undefined ? undefined : pfReading(netdev, answers);
  return {
    pf: pf && kept(before.pf, pf),
    settings: keptTable(
      before.settings,
      Array.from(answers.host.vfs.get(netdev) ?? []).filter(([vf]) => vf < numVfs),
      () => false,
    ),
    vfs: keptTable(
      before.vfs,
      answers.vfs.map(([vf, told]) => [vf, vfReading(told, linksAround(testbed, vf, answers))] as const),
      (vf) => vf < numVfs,
    ),
    partitions: keptTable(
      before.partitions,
      running.map((each) => [each.number, partitionReading(each, answers, before)] as const),
      () => false,
    ),
    bridges: keptTable(
      before.bridges,
      testbed.switches.map((each, index) => [index, bridgeReading(each.bridge, netdev, answers)] as const),
      () => false,
    ),
  };
}

function pfReading(netdev: string, { host, bridging, pf, numVfs }: MachineAnswers): PfReading {
  return {
    netdev: host.byName.get(netdev),
    config: pf.config,
    driver: pf.driver,
    numVfs,
    slices: pf.slices,
    unicast: bridging.unicast.get(netdev) ?? [],
  };
}

/** Namespaces in which the device of a VF may be: its holder's first, then the host's. */
function linksAround(
  { partitions }: LinuxTestbed,
  vf: number,
  { host, namespaces }: MachineAnswers,
): readonly Links[] {
  const holder = partitions.find((each) => each.vf?.vf === vf);
  const inside = namespaces.find(([number]) => number === holder?.number)?.[1];
  return inside === undefined ? [host] : [inside, host];
}

const vfReading = (
  { address, driver, config, slices }: FunctionAnswers,
  around: readonly Links[],
): VfReading => ({
  routingId: address,
  driver,
  config,
  slices,
  netdev:
    address === undefined
      ? undefined
      : around.map(({ byParent }) => byParent.get(address)).find((link) => link !== undefined),
});

function partitionReading(
  { number, hostPort }: LinuxPartition,
  { host, bridging, namespaces }: MachineAnswers,
  before: Reading,
): PartitionReading {
  const sampled = namespaces.find(([each]) => each === number);
  const known = before.partitions.get(number);
  const inside =
    sampled === undefined
      ? { present: known?.present ?? false, synthetic: known?.synthetic }
      : { present: sampled[1] !== undefined, synthetic: sampled[1]?.byName.get(SYNTHETIC) };
  return { ...inside, hostPort: host.byName.get(hostPort), port: portAt(bridging, host, hostPort) };
}

const portAt = ({ ports }: Bridging, { byName }: Links, name: string): BridgeReading['uplink'] =>
  byName.get(name)?.master === undefined ? undefined : ports.get(name);

const bridgeReading = (
  bridge: string,
  netdev: string,
  { host, bridging }: MachineAnswers,
): BridgeReading => ({
  netdev: host.byName.get(bridge),
  uplink: host.byName.get(netdev)?.master === bridge ? bridging.ports.get(netdev) : undefined,
  own: bridging.ports.get(bridge),
});
