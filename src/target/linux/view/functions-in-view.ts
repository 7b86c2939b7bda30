import { PF, vfFunction, vfId } from '../../../terms/function-id';
import { routingId, type RoutingId } from '../../../terms/routing-id';
import type { CountersInTestbed, FunctionInTestbed } from '../../testbed-view';
import type { ConfigReading, LinkReading, PfReading, VfReading } from '../readings/reading';
import type { Subject } from '../subject';
import type { LinuxTestbed } from '../testbed';

export const pfInView = ({ pci }: Subject, pf: PfReading | undefined): FunctionInTestbed => ({
  function: PF,
  routingId: routingIdOf(pci),
  stage: undefined,
  allocatedTo: undefined,
  ...stateInView(pf?.config),
  counters: countersInView(pf?.netdev),
  bars: pf?.slices ?? [],
});

/** A VF that nobody holds is enabled and no more: RESERVED. */
export function vfInView(
  vf: number,
  { routingId: address, config, netdev, slices }: VfReading,
  { partitions }: LinuxTestbed,
): FunctionInTestbed {
  const holder = partitions.find((each) => each.vf?.vf === vf);
  return {
    function: vfFunction(vfId(vf)),
    routingId: routingIdOf(address ?? ''),
    stage: holder?.vf?.stage ?? 'RESERVED',
    allocatedTo: holder?.partition,
    ...stateInView(config),
    counters: countersInView(netdev),
    bars: slices,
  };
}

const stateInView = (
  config: ConfigReading | undefined,
): Pick<FunctionInTestbed, 'busMasterEnable' | 'power'> => ({
  busMasterEnable: config?.command.busMaster ?? false,
  power: config?.power ?? 'D0',
});

const ADDRESS = /^[0-9a-f]{4}:([0-9a-f]{2}):([0-9a-f]{2})\.([0-7])$/;

/** Bus, device and function of `0000:01:10.2`; 0 for what is no address. */
export function routingIdOf(address: string): RoutingId {
  const [, bus = '0', device = '0', fn = '0'] = ADDRESS.exec(address) ?? [];
  return routingId((Number.parseInt(bus, 16) << 8) | (Number.parseInt(device, 16) << 3) | Number(fn));
}

export const countersInView = (link: LinkReading | undefined): CountersInTestbed => {
  const { framesIn = 0, framesOut = 0, bytesIn = 0, bytesOut = 0, dropped = 0 } = link?.counters ?? {};
  return { framesIn, framesOut, bytesIn, bytesOut, dropped };
};
