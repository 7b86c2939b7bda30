import type { FilterId } from '../terms/switch-ids';
import type { ExtensibleSwitch } from './extensible-switch/extensible-switch';

/** An extensible switch of a host, with the physical adapter under it. */
export interface SwitchOnHost {
  readonly switch: string;
  readonly host: string;
  /** Only under an external switch. */
  readonly adapter: string | undefined;
  readonly state: ExtensibleSwitch;
  /** Port of the management OS's own adapter; a private switch has none. */
  readonly managementPort: number | undefined;
  /** The external port, whose index 1 is the physical adapter. */
  readonly externalPort: number | undefined;
  /** Steers the management OS's address to the default VPort; undefined: no NIC switch, or no filter was left. */
  readonly managementFilter: FilterId | undefined;
}
