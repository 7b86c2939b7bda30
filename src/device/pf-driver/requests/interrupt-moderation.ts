import type { InterruptModeration } from '../../nic-switch/nic-switch';

const NAMES = {
  undefined: 'NdisNicSwitchVPortInterruptModerationUndefined',
  adaptive: 'NdisNicSwitchVPortInterruptModerationAdaptive',
  off: 'NdisNicSwitchVPortInterruptModerationOff',
  low: 'NdisNicSwitchVPortInterruptModerationLow',
  medium: 'NdisNicSwitchVPortInterruptModerationMedium',
  high: 'NdisNicSwitchVPortInterruptModerationHigh',
} as const satisfies Record<InterruptModeration, string>;

export type ModerationName = (typeof NAMES)[InterruptModeration];

/** The documented name of a setting (VPORT-INTMOD-01), and back. */
export const moderationName = (moderation: InterruptModeration): ModerationName => NAMES[moderation];

export const moderationOf = (name: ModerationName): InterruptModeration =>
  (Object.keys(NAMES) as InterruptModeration[]).find((each) => NAMES[each] === name) ?? 'undefined';
