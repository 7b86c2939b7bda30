import type { SwitchPaths } from './configuration';

type Extension = SwitchPaths['extensions'][number];
type Rule = Extension['rules'][number];

/** What enabled extensions do to forwarding, as far as their declared rules say. */
export interface ExtensionEffects {
  /** Owners of ports (`outside` for the external one) whose frames are dropped on ingress. */
  readonly silenced: readonly string[];
  /** Owners of ports that are excluded from the destinations. */
  readonly excluded: readonly string[];
  /** Partitions that a forwarding extension may have added or that get another tag: not judged. */
  readonly open: readonly string[];
  /** Why deliveries may be missing without fault; undefined: they may not. */
  readonly mayFail: string | undefined;
}

/** XSW-EXT-07, -09, -12, -13; XSW-FWD-02, -10: a capturing extension changes nothing, only a forwarding one adds. */
export function extensionEffects(at: SwitchPaths): ExtensionEffects {
  const acting = at.extensions.filter((each) => each.enabled && each.type !== 'capture');
  const forwarding = acting.filter((each) => each.type === 'forwarding');
  return {
    silenced: partitionsOf(acting, 'drop-from'),
    excluded: partitionsOf(acting, 'exclude-destination'),
    open: [...partitionsOf(forwarding, 'add-destination'), ...partitionsOf(forwarding, 'preserve')],
    mayFail:
      forwarding.length > 0 ? 'a forwarding extension chooses the destinations (XSW-EXT-12)' : undefined,
  };
}

const partitionsOf = (extensions: readonly Extension[], kind: string): readonly string[] =>
  extensions.flatMap((each) => each.rules.filter((rule) => rule.kind === kind).flatMap(partitionOf));

function partitionOf(rule: Rule): readonly string[] {
  const partition: unknown = 'partition' in rule ? rule.partition : undefined;
  return typeof partition === 'string' ? [partition] : [];
}
