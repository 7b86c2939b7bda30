import { CAUSES, VECTOR_CAUSE, vectorRegister } from '../../device/function/registers';
import type { VfAccess } from './vf-access';

/** The driver writes all causes of all vectors back, masked ones included. */
export function clearPendingInterrupts(access: VfAccess): void {
  for (let vector = 0; vector < access.miniport().vectors; vector++)
    access.writeRegister(vectorRegister(vector, VECTOR_CAUSE), CAUSES);
}
