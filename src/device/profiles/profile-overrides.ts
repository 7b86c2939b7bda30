import { closest } from '../../terms/nearest';
import { failed, ok, type Result } from '../../terms/result';
import type { AdapterProfile, DeclaredChoices, RoutingProfile } from '../adapter-profile';
import { profileProblem } from './profile-check';
import { scaledSwitch } from './switch-defaults';

/** Changes to a profile that a scenario names. Numbers and booleans may be spelled as text: `64`, `0x80`, `yes`, `off`. */
export type ProfileOverrides = Readonly<Record<string, number | boolean | string>>;

type Apply<V> = (profile: AdapterProfile, value: V) => AdapterProfile;

type Override =
  | {
      readonly kind: 'number';
      readonly lowest: number;
      readonly highest: number;
      readonly apply: Apply<number>;
    }
  | { readonly kind: 'boolean'; readonly apply: Apply<boolean> }
  | { readonly kind: 'word'; readonly words: readonly string[]; readonly apply: Apply<string> };

const number = (lowest: number, highest: number, apply: Apply<number>): Override => ({
  kind: 'number',
  lowest,
  highest,
  apply,
});
const boolean = (apply: Apply<boolean>): Override => ({ kind: 'boolean', apply });
const word = (words: readonly string[], apply: Apply<string>): Override => ({ kind: 'word', words, apply });

const onSwitch = (profile: AdapterProfile, change: Partial<AdapterProfile['nicSwitch']>): AdapterProfile => ({
  ...profile,
  nicSwitch: { ...profile.nicSwitch, ...change },
});
const onSriov = (profile: AdapterProfile, change: Partial<AdapterProfile['sriov']>): AdapterProfile => ({
  ...profile,
  sriov: { ...profile.sriov, ...change },
});
const onChoices = (profile: AdapterProfile, change: Partial<DeclaredChoices>): AdapterProfile => ({
  ...profile,
  choices: { ...profile.choices, ...change },
});
const onRouting = (
  profile: AdapterProfile,
  state: 'ari' | 'noAri',
  change: Partial<RoutingProfile>,
): AdapterProfile =>
  onSriov(profile, {
    routing: { ...profile.sriov.routing, [state]: { ...profile.sriov.routing[state], ...change } },
  });

const inUse = (profile: AdapterProfile): 'ari' | 'noAri' => (profile.ari ? 'ari' : 'noAri');

const WORD = 0xffff;
const MANY = 1_000_000;

const OVERRIDES: Readonly<Record<string, Override>> = {
  totalVfs: number(0, 65_535, withTotalVfs),
  initialVfs: number(0, 65_535, (profile, initialVfs) => onSriov(profile, { initialVfs })),
  ari: boolean((profile, ari) => ({ ...profile, ari })),
  firstVfOffset: number(0, WORD, (profile, firstVfOffset) =>
    onRouting(profile, inUse(profile), { firstVfOffset }),
  ),
  vfStride: number(0, WORD, (profile, vfStride) => onRouting(profile, inUse(profile), { vfStride })),
  firstVfOffsetWithoutAri: number(0, WORD, (profile, firstVfOffset) =>
    onRouting(profile, 'noAri', { firstVfOffset }),
  ),
  vfStrideWithoutAri: number(0, WORD, (profile, vfStride) => onRouting(profile, 'noAri', { vfStride })),
  functionDependencyLink: number(0, 0xff, (profile, functionDependencyLink) =>
    onSriov(profile, { functionDependencyLink }),
  ),
  supportedPageSizes: number(1, 0xffff_ffff, (profile, supportedPageSizes) =>
    onSriov(profile, { supportedPageSizes }),
  ),
  systemPageSize: number(1, 0x8000_0000, (profile, systemPageSize) => onSriov(profile, { systemPageSize })),
  vfBarSize: number(16, 2 ** 40, (profile, size) =>
    onSriov(profile, { vfBars: profile.sriov.vfBars.map((bar) => ({ ...bar, size })) }),
  ),
  pfRoutingId: number(0, WORD, (profile, pfRoutingId) => ({ ...profile, pfRoutingId })),
  subordinateBus: number(0, 0xff, (profile, subordinateBus) => ({ ...profile, subordinateBus })),
  pfMsixVectors: number(1, 2048, (profile, pfMsixVectors) => ({ ...profile, pfMsixVectors })),
  vfMsixVectors: number(0, 2048, (profile, vfMsixVectors) => ({ ...profile, vfMsixVectors })),
  maxFrameSize: number(64, 9022, (profile, maxFrameSize) => ({ ...profile, maxFrameSize })),
  creation: word(['static', 'dynamic'], (profile, value) =>
    onSwitch(profile, { creation: value as 'static' | 'dynamic' }),
  ),
  maxVPorts: number(1, MANY, (profile, maxVPorts) => onSwitch(profile, { maxVPorts })),
  maxQueuePairs: number(1, MANY, (profile, maxQueuePairs) => onSwitch(profile, { maxQueuePairs })),
  maxQueuePairsPerNondefaultVPort: number(1, MANY, (profile, count) =>
    onSwitch(profile, { maxQueuePairsPerNondefaultVPort: count }),
  ),
  asymmetricQueuePairs: boolean((profile, asymmetricQueuePairs) =>
    onSwitch(profile, { asymmetricQueuePairs }),
  ),
  maxMacFilters: number(0, MANY, (profile, maxMacFilters) => onSwitch(profile, { maxMacFilters })),
  vlanFiltering: boolean((profile, vlanFiltering) => onSwitch(profile, { vlanFiltering })),
  receiveBuffersPerQueue: number(1, 4095, (profile, receiveBuffersPerQueue) =>
    onSwitch(profile, { receiveBuffersPerQueue }),
  ),
  macOnlyFilter: word(['match-any-vlan', 'refuse'], (profile, value) =>
    onChoices(profile, { macOnlyFilter: value as DeclaredChoices['macOnlyFilter'] }),
  ),
  localForwardingWithLinkDown: boolean((profile, localForwardingWithLinkDown) =>
    onChoices(profile, { localForwardingWithLinkDown }),
  ),
  pfFlrKeepsAri: boolean((profile, pfFlrKeepsAri) => onChoices(profile, { pfFlrKeepsAri })),
  unenforceablePolicy: word(['not-eligible', 'suspended'], (profile, value) =>
    onChoices(profile, { unenforceablePolicy: value as DeclaredChoices['unenforceablePolicy'] }),
  ),
};

export const OVERRIDE_NAMES: readonly string[] = Object.keys(OVERRIDES);

/**
 * A profile with some of its members changed. `totalVfs` goes first and scales VPorts, queue pairs and filters, then
 * `ari`, which decides what `firstVfOffset` and `vfStride` mean; the rest apply in the order given.
 * @returns an error for an unknown name (with the nearest known one), a wrong kind or range of value, and for a result
 * that no adapter can have.
 */
export function overrideProfile(
  profile: AdapterProfile,
  overrides: ProfileOverrides,
): Result<AdapterProfile> {
  let changed = profile;
  for (const [name, value] of inOrder(overrides)) {
    const next = overrideOne(changed, name, value);
    if (!next.ok) return next;
    changed = next.value;
  }
  const problem = profileProblem(changed);
  return problem === undefined ? ok(changed) : failed(`adapter profile "${profile.id}": ${problem}`);
}

const FIRST = ['ari', 'totalVfs'];
const inOrder = (overrides: ProfileOverrides): readonly (readonly [string, number | boolean | string])[] =>
  Object.entries(overrides).sort(([a], [b]) => FIRST.indexOf(b) - FIRST.indexOf(a));

function overrideOne(
  profile: AdapterProfile,
  name: string,
  value: number | boolean | string,
): Result<AdapterProfile> {
  const override = Object.hasOwn(OVERRIDES, name) ? OVERRIDES[name] : undefined;
  if (override === undefined) return failed(unknownName(name));
  switch (override.kind) {
    case 'number':
      return applied(profile, numberOf(name, value, override), override.apply);
    case 'boolean':
      return applied(profile, booleanOf(name, value), override.apply);
    case 'word':
      return applied(profile, wordOf(name, value, override.words), override.apply);
  }
}

const applied = <V>(profile: AdapterProfile, value: Result<V>, apply: Apply<V>): Result<AdapterProfile> =>
  value.ok ? ok(apply(profile, value.value)) : value;

function unknownName(name: string): string {
  const near = closest(name, OVERRIDE_NAMES);
  const hint = near === undefined ? '' : ` (did you mean "${near}"?)`;
  return `an adapter profile has no "${name}"${hint}; it has ${OVERRIDE_NAMES.join(', ')}`;
}

function numberOf(
  name: string,
  value: number | boolean | string,
  { lowest, highest }: { readonly lowest: number; readonly highest: number },
): Result<number> {
  const found = typeof value === 'boolean' || value === '' ? NaN : Number(value);
  return Number.isInteger(found) && found >= lowest && found <= highest
    ? ok(found)
    : failed(`"${value}" is not a value of ${name}; expected a whole number from ${lowest} to ${highest}`);
}

const SPELLINGS: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  on: true,
  false: false,
  no: false,
  off: false,
};

function booleanOf(name: string, value: number | boolean | string): Result<boolean> {
  const spelled = String(value).toLowerCase();
  const found = Object.hasOwn(SPELLINGS, spelled) ? SPELLINGS[spelled] : undefined;
  return found === undefined ? failed(`"${value}" is not a value of ${name}; expected yes or no`) : ok(found);
}

const wordOf = (name: string, value: number | boolean | string, words: readonly string[]): Result<string> =>
  words.includes(String(value))
    ? ok(String(value))
    : failed(`"${value}" is not a value of ${name}; expected ${words.join(' or ')}`);

/** The VFs must find room: beyond what offset and stride reach from this PF, they follow one after another from Routing ID 1. */
function withTotalVfs(profile: AdapterProfile, totalVfs: number): AdapterProfile {
  const scaled = onSwitch(onSriov(profile, { totalVfs, initialVfs: totalVfs }), scaledSwitch(totalVfs));
  const { ari, noAri } = profile.sriov.routing;
  const last = Math.max(
    lastVf(profile.pfRoutingId, ari, totalVfs),
    lastVf(profile.pfRoutingId, noAri, totalVfs),
  );
  if (last <= WORD) return { ...scaled, subordinateBus: Math.max(profile.subordinateBus, last >> 8) };
  const dense: RoutingProfile = { firstVfOffset: 1, vfStride: 1 };
  const moved = onSriov(scaled, { routing: { ari: dense, noAri: dense } });
  return { ...moved, pfRoutingId: 0, subordinateBus: 0xff };
}

const lastVf = (pf: number, routing: RoutingProfile, totalVfs: number): number =>
  pf + routing.firstVfOffset + Math.max(0, totalVfs - 1) * routing.vfStride;
