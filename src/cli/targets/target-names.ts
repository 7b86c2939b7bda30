import { nearest } from '../../terms/nearest';

export const TARGETS = ['reference', 'igb', 'linux'] as const;
export type TargetName = (typeof TARGETS)[number];

export const isTarget = (name: string): name is TargetName => (TARGETS as readonly string[]).includes(name);

export const noSuchTarget = (name: string): string =>
  `there is no target "${name}"${nearest(name, TARGETS)}; known are ${TARGETS.join(', ')}`;
