import type { AdapterState } from '../../adapter-state';
import type { DriverLifecycle } from '../driver-state';
import { refusal, type Refusal } from '../refusal';

/** State and event pairs that the life cycle does not have are invalid (FSM-PFM-13). */
export const outOfOrder = (
  { driver }: AdapterState,
  valid: readonly DriverLifecycle[],
  what: string,
): Refusal | undefined =>
  valid.includes(driver.lifecycle)
    ? undefined
    : refusal(
        'NDIS_STATUS_INVALID_STATE',
        `${what} while the miniport is ${driver.lifecycle}; valid while ${valid.join(' or ')}`,
        'FSM-PFM-13',
      );
