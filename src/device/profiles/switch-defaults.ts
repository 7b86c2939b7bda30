import type { AdapterProfile, DeclaredChoices } from '../adapter-profile';

/** Choices of the reference adapter, and of every adapter whose source says nothing about them. */
export const DEFAULT_CHOICES: DeclaredChoices = {
  macOnlyFilter: 'match-any-vlan',
  localForwardingWithLinkDown: true,
  framesBeforeVfDriver: 'declared-loss',
  pfFlrKeepsAri: true,
  unenforceablePolicy: 'not-eligible',
};

/** Blocks 0 to 7, which can take part in invalidation, and one that cannot (BLOCK-MODEL-03). */
export const DEFAULT_CONFIG_BLOCKS: AdapterProfile['configBlocks'] = [
  ...Array.from({ length: 8 }, (_, id) => ({ id, length: 128 })),
  { id: 100, length: 128 },
];

/** Bytes: a 1,500-byte payload, header, one tag and the check sequence's room. A function's own register goes up to 9022. */
export const DEFAULT_MAX_FRAME_SIZE = 1522;

/** Numbers that grow with the VFs: a VPort for each and the default one, two queue pairs and four filters for each VPort. */
export function scaledSwitch(
  totalVfs: number,
): Pick<AdapterProfile['nicSwitch'], 'maxVPorts' | 'maxQueuePairs' | 'maxMacFilters'> {
  const maxVPorts = totalVfs + 1;
  return {
    maxVPorts,
    maxQueuePairs: Math.max(128, 2 * maxVPorts),
    maxMacFilters: Math.max(256, 4 * maxVPorts),
  };
}

export const defaultSwitch = (totalVfs: number): AdapterProfile['nicSwitch'] => ({
  creation: 'dynamic',
  ...scaledSwitch(totalVfs),
  maxQueuePairsPerNondefaultVPort: 16,
  asymmetricQueuePairs: true,
  vlanFiltering: true,
  receiveBuffersPerQueue: 64,
});
