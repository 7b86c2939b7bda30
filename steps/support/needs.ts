import type { Capability } from '../../src/target/target';
import { NotApplicable } from './mistakes';
import type { BulkheadWorld } from './world';

/**
 * Asked by a sentence before it reads what only some targets can tell: without it the scenario is not applicable, and what
 * the view holds in its place (nothing, or 0) decides nothing.
 * @throws NotApplicable
 */
export function needs(world: BulkheadWorld, capability: Capability): void {
  if (world.target.profile.capabilities.has(capability)) return;
  throw new NotApplicable(capability, UNTOLD[capability] ?? 'it does not tell what this sentence asks for');
}

const UNTOLD: Partial<Record<Capability, string>> = {
  'request-log': 'it keeps no log of requests and events',
  'oid-boundary': 'it does not tell pools and queue pairs',
  'miniport-boundary': 'it does not tell bindings of drivers',
  'dma-observation': 'it does not tell who wrote which memory',
  blocks: 'its VFs have no configuration blocks',
  counters: 'it does not count frames of functions and ports',
  'vport-counters': 'it does not count frames of VPorts and of the physical port',
  'drop-reasons': 'it does not tell where a frame was dropped',
  'port-policies': 'its ports do not count what a policy filtered',
};
