import type { DeviceOutcome, DeviceRequest } from '../../device/device';
import type { Course } from '../../host/testbed-course';
import { onMachine } from '../../host/traffic/carry-frames';
import type { Performed } from './performed';

/** A request straight to a device: a bus access, an event of its hardware, a call of its PF driver. */
export function onDevice(course: Course, adapter: string, request: DeviceRequest, by = 'device'): Performed {
  return performedBy(
    onMachine(course, (carrier) => carrier.device(adapter, request)),
    by,
  );
}

function performedBy(outcome: DeviceOutcome, by: string): Performed {
  switch (outcome.kind) {
    case 'done':
      return {};
    case 'answer':
      return { answer: outcome.answer };
    case 'value':
      return { value: { value: outcome.value >>> 0, unsupportedRequest: outcome.unsupportedRequest } };
    case 'refused': {
      const { status, reason, rule } = outcome;
      return { refusal: { status, reason, rule, by } };
    }
  }
}
