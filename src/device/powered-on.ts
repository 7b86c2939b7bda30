import { PF } from '../terms/function-id';
import { Table } from '../terms/table';
import type { AdapterProfile } from './adapter-profile';
import type { AdapterState } from './adapter-state';
import { createFunction } from './function/function-state';
import { createPcie } from './pcie/pcie-state';
import { assignResources } from './pcie/platform-setup';
import { DRIVER_NOT_LOADED } from './pf-driver/driver-state';

/** After power-on and the firmware's enumeration: addresses assigned, driver not loaded, link up. */
export const poweredOnAdapter = (profile: AdapterProfile, linkUp = true): AdapterState => ({
  driver: DRIVER_NOT_LOADED,
  pcie: assignResources(createPcie(profile)),
  pf: createFunction(PF, profile, linkUp),
  vfs: Table.empty(),
  allocations: Table.empty(),
  nicSwitch: undefined,
  linkUp,
  present: true,
  indications: { held: Table.empty(), next: 1 },
  pending: [],
  failNext: [],
});
