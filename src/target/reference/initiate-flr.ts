import type { Course } from '../../host/testbed-course';
import type { RoutingId } from '../../terms/routing-id';
import { onDevice } from './on-device';
import type { Performed } from './performed';

const CAPABILITY_POINTER = 0x34;
const PCI_EXPRESS = 0x10;
const DEVICE_CONTROL = 8;
/** Initiate Function Level Reset: bit 15 of Device Control. */
const INITIATE = 0x8000;
/** No more capabilities fit in a configuration space. */
const MOST_CAPABILITIES = 48;

/** Finds the PCI Express capability in the function's own space and writes the bit, as an operating system does. */
export function initiateFlr(course: Course, adapter: string, rid: RoutingId): Performed {
  const read = (offset: number, width: 1 | 2 | 4): number =>
    valueOf(onDevice(course, adapter, { kind: 'config-read', routingId: rid, offset, width }));
  const capability = find(read);
  if (capability === undefined)
    return {
      refusal: {
        status: 'NDIS_STATUS_NOT_SUPPORTED',
        reason: 'the function has no PCI Express capability',
        by: 'device',
      },
    };
  const offset = capability + DEVICE_CONTROL;
  const value = read(offset, 2) | INITIATE;
  return onDevice(course, adapter, { kind: 'config-write', routingId: rid, offset, width: 2, value });
}

function find(read: (offset: number, width: 1 | 2 | 4) => number): number | undefined {
  let at = read(CAPABILITY_POINTER, 1) & 0xfc;
  for (let count = 0; at !== 0 && count < MOST_CAPABILITIES; count++) {
    if (read(at, 1) === PCI_EXPRESS) return at;
    at = read(at + 1, 1) & 0xfc;
  }
  return undefined;
}

function valueOf({ value }: Performed): number {
  return typeof value === 'object' && value !== null && 'value' in value ? Number(value.value) : 0xffffffff;
}
