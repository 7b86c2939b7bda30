import { VECTOR_CAUSE, vectorRegister } from '../../device/function/registers';
import type { VfAccess } from './vf-access';

/**
 * The driver reads the causes and writes them back, which clears them; a message is sent again only after that. Frames
 * are taken when memory changes (`takeFromRing`), so nothing else is left to do here.
 */
export function serveInterrupt(access: VfAccess, vector: number): void {
  const { state } = access.miniport();
  if (state !== 'running' && state !== 'paused') return;
  access.change((miniport) => ({ ...miniport, interrupts: miniport.interrupts + 1 }));
  const cause = vectorRegister(vector, VECTOR_CAUSE);
  const causes = access.readRegister(cause);
  if (causes !== 0) access.writeRegister(cause, causes);
}
