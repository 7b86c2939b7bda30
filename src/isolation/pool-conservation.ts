import { domainKey, PF_DOMAIN } from '../terms/domain';
import type { Broken } from './invariants';
import type { OwnedChange } from './difference';

/**
 * ISO-LAW-09 on one step: what a pool loses, an owner gains, and the other way round. Reads only what changed. Expects
 * cells `free queue pairs`, `free VPorts`, `free filters` of facet `pool`; and `… queue pairs` with `4 to 5`, one cell
 * `… state` a VPort, one cell `filter n` a filter. A change of the switch itself resets the account.
 */
export function poolsOutOfBalance(changes: readonly OwnedChange[]): readonly Broken[] {
  if (changes.some((change) => change.facet === 'switch' || change.facet === 'capability')) return [];
  const adapters = new Set(changes.map(adapterOf));
  return Array.from(adapters, (adapter) => changes.filter((change) => adapterOf(change) === adapter)).flatMap(
    (own) => ACCOUNTS.flatMap((account) => unbalanced(account, own)),
  );
}

interface Account {
  readonly pool: string;
  /** How much a change gives to an owner. */
  readonly gain: (change: OwnedChange) => number;
}

const queueCount = (value: unknown): number => {
  const match = typeof value === 'string' ? /^(\d+) to (\d+)$/.exec(value) : null;
  return match === null ? 0 : Number(match[2]) - Number(match[1]) + 1;
};
const presence = (change: OwnedChange): number => Number(change.is !== null) - Number(change.was !== null);

const ACCOUNTS: readonly Account[] = [
  {
    pool: 'free queue pairs',
    gain: (change) =>
      / queue pairs$/.test(change.cell) ? queueCount(change.is) - queueCount(change.was) : 0,
  },
  {
    pool: 'free VPorts',
    gain: (change) => (change.facet === 'vport' && / state$/.test(change.cell) ? presence(change) : 0),
  },
  {
    pool: 'free filters',
    gain: (change) => (change.facet === 'filters' && /^filter \d+$/.test(change.cell) ? presence(change) : 0),
  },
];

function unbalanced({ pool, gain }: Account, changes: readonly OwnedChange[]): readonly Broken[] {
  const free = changes.find((change) => change.cell === pool && change.facet === 'pool');
  const taken = changes
    .filter((change) => change.cell !== pool)
    .reduce((sum, change) => sum + gain(change), 0);
  const freed = free === undefined ? 0 : Number(free.is) - Number(free.was);
  if (Number.isNaN(freed) || freed + taken === 0 || (free === undefined && !isPresent(changes))) return [];
  return [
    {
      invariant: 'pools-conserved',
      law: 'ISO-LAW-09',
      victim: free?.owner ?? PF_DOMAIN,
      sentence: `"${pool}" changed by ${freed} while owners gained ${taken}`,
      details: { pool, freed, taken },
    },
  ];
}

/** Only where the subject shows its pools at all. */
const isPresent = (changes: readonly OwnedChange[]): boolean =>
  changes.some((change) => change.facet === 'pool');

const adapterOf = ({ owner }: OwnedChange): string =>
  'adapter' in owner ? (owner.adapter ?? '') : domainKey(owner).startsWith('partition') ? 'guests' : '';
