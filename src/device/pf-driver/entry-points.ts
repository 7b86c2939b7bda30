import type { AdapterParts } from '../adapter-context';
import { halt } from './entry-points/halt';
import { initialize } from './entry-points/initialize';
import { miniportReset } from './entry-points/miniport-reset';
import { pause, restart } from './entry-points/pause';
import { conventionalReset, setPfPower } from './entry-points/power-and-reset';
import { shutdown } from './entry-points/shutdown';
import { surpriseRemoval } from './entry-points/surprise-removal';

/** Entry points of the PF miniport driver, and what can happen to its device. */
export const ENTRY_POINTS: AdapterParts['entryPoints'] = {
  initialize,
  halt,
  pause,
  restart,
  shutdown,
  'surprise-removal': surpriseRemoval,
  'miniport-reset': miniportReset,
  'set-pf-power': setPfPower,
  'conventional-reset': conventionalReset,
};
