import type { AdapterParts } from './adapter-context';
import { functionParts, pcieParts, switchVerbs } from './hardware-parts';
import { switchParts } from './nic-switch/switch-parts';
import { ENTRY_POINTS } from './pf-driver/entry-points';
import { REQUEST_HANDLERS } from './pf-driver/request-table';
import { vfParts } from './pf-driver/vf-lifecycle';

/** The reference adapter as it is meant to be. */
export const referenceParts: AdapterParts = {
  requests: REQUEST_HANDLERS,
  entryPoints: ENTRY_POINTS,
  vf: vfParts,
  nicSwitch: switchVerbs,
  forwarding: switchParts,
  function: functionParts,
  pcie: pcieParts,
};
