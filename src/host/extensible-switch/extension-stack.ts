import { type Extension, type ExtensionRule, type ExtensionType, WFP } from './extension';
import { withSettings, type ExtensibleSwitch } from './extensible-switch';
import { introductionQueries } from './query';
import { refusal, refused, succeeded, SUCCESS, type SwitchResult } from './switch-outcome';
import type { SwitchEvent } from './switch-event';

const CLASS_ORDER: readonly ExtensionType[] = ['capture', 'filtering', 'forwarding'];

export interface ExtensionSpec {
  readonly extension: string;
  readonly type: ExtensionType;
  readonly behaviour?: readonly ExtensionRule[];
}

const find = (sw: ExtensibleSwitch, extension: string): Extension | undefined =>
  sw.settings.extensions.find((each) => each.extension === extension);

/** Names of the enabled ones, as an ingress frame meets them. */
export const enabledExtensions = (sw: ExtensibleSwitch): readonly Extension[] =>
  sw.settings.extensions.filter(({ enabled }) => enabled);

export const forwardingExtension = (sw: ExtensibleSwitch): Extension | undefined =>
  sw.settings.extensions.find(({ type, enabled }) => enabled && type === 'forwarding');

export const namesOf = (extensions: readonly Extension[]): readonly string[] =>
  extensions.map(({ extension }) => extension);

/** Bound at once, disabled until `enableExtension` (XSW-EXT-05); nearest to the protocol edge in its class (XSW-EXT-04). */
export function installExtension(sw: ExtensibleSwitch, spec: ExtensionSpec): SwitchResult {
  if (find(sw, spec.extension) !== undefined) return alreadyInstalled(sw, spec);
  const added: Extension = {
    extension: spec.extension,
    type: spec.type,
    enabled: false,
    rules: spec.behaviour ?? [],
  };
  return succeeded(withSettings(sw, { extensions: inClassOrder([added, ...sw.settings.extensions]) }));
}

/** The in-box extension is on every switch already: naming it again changes nothing. */
const alreadyInstalled = (sw: ExtensibleSwitch, spec: ExtensionSpec): SwitchResult =>
  spec.extension === WFP && spec.type === 'filtering' && spec.behaviour === undefined
    ? succeeded(sw)
    : refused(sw, refusal('XSW-EXT-05', `the extension "${spec.extension}" is already installed`));

const inClassOrder = (extensions: readonly Extension[]): readonly Extension[] =>
  CLASS_ORDER.flatMap((type) => extensions.filter((each) => each.type === type));

/** @param order names of one class, the one nearest to the protocol edge first; classes never mix (XSW-EXT-04). */
export function reorderExtensions(
  sw: ExtensibleSwitch,
  type: ExtensionType,
  order: readonly string[],
): SwitchResult {
  const members = sw.settings.extensions.filter((each) => each.type === type);
  const sorted = order.map((name) => members.find(({ extension }) => extension === name));
  if (
    sorted.length !== members.length ||
    new Set(sorted).size !== members.length ||
    sorted.includes(undefined)
  )
    return refused(
      sw,
      refusal(
        'XSW-EXT-04',
        `an order of ${type} extensions names each of ${namesOf(members).join(', ')} once`,
      ),
    );
  const others = sw.settings.extensions.filter((each) => each.type !== type);
  return succeeded(withSettings(sw, { extensions: inClassOrder([...others, ...(sorted as Extension[])]) }));
}

/** Enabling a running switch's extension replays no creation: it learns what there is by queries (XSW-EXT-22). */
export function enableExtension(sw: ExtensibleSwitch, extension: string, enabled: boolean): SwitchResult {
  const found = find(sw, extension);
  if (found === undefined)
    return refused(sw, refusal('XSW-EXT-05', `the extension "${extension}" is not installed`));
  if (found.enabled === enabled) return succeeded(sw);
  const forbidden = enabled ? notToBeEnabled(sw, found) : undefined;
  if (forbidden !== undefined) return refused(sw, forbidden);
  const extensions = sw.settings.extensions.map((each) => (each === found ? { ...each, enabled } : each));
  const next = withSettings(sw, { extensions });
  if (!enabled) return succeeded(next);
  return {
    switch: next,
    outcome: SUCCESS,
    events: [...introductionQueries(next, found), ...revocations(next, found)],
  };
}

function notToBeEnabled(sw: ExtensibleSwitch, extension: Extension): ReturnType<typeof refusal> | undefined {
  if (extension.extension === WFP && sw.settings.sriov)
    return refusal(
      'XSW-IOV-20',
      `"${WFP}" cannot be enabled on "${sw.settings.name}", which is an SR-IOV switch`,
      'NDIS_STATUS_NOT_SUPPORTED',
    );
  const other = forwardingExtension(sw);
  if (extension.type === 'forwarding' && other !== undefined)
    return refusal('XSW-EXT-03', `the forwarding extension "${other.extension}" is enabled already`);
  return undefined;
}

/** A forwarding extension whose policy cannot hold on the VF path takes all VFs back when it starts (XSW-IOV-35). */
function revocations(sw: ExtensibleSwitch, { extension, type, rules }: Extension): readonly SwitchEvent[] {
  if (!rules.some(({ kind }) => kind === 'revoke-vfs-when-enabled')) return [];
  if (type !== 'forwarding') {
    const reason = 'only a forwarding extension may take VFs back';
    return [{ kind: 'violation', extension, rule: 'XSW-IOV-17', reason }];
  }
  return Array.from(sw.nics.values())
    .filter(({ vfAssigned }) => vfAssigned)
    .flatMap(({ portId, nicIndex }) => {
      const owner = sw.ports.get(portId)?.owner;
      return owner?.kind === 'partition'
        ? [{ kind: 'remove-vf' as const, extension, portId, nicIndex, partition: owner.partition }]
        : [];
    });
}
