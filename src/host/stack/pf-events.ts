import { callEntryPoint, haltPf, haltRemovedPf, removePf, shutdownPf, startPf } from '../ndis/pf-life-cycle';
import type { Keywords } from '../../device/device';
import { unreachable } from '../../terms/result';
import type { CallOutcome } from '../guest/call-outcome';
import type { HostCarrier } from '../host-carrier';
import { installed } from '../testbed';
import type { Course, Refusal, Steps } from '../testbed-course';
import { onMachine } from '../traffic/carry-frames';
import { stackRefuses } from './ask';
import { callRefusal } from './call-refusal';
import { choosePath } from './choose-path';
import { steer } from './connect-vm-adapter';
import { detachVf } from './detach-vf';
import { followLostVfs, forgetFilters, loseVf } from './lost-vfs';
import { connectedTo, steerManagement } from './switch-life';
import { boundSwitch } from './switch-of-adapter';
import { changeInstalled, holdersOn } from './vf-holder';

export type PfOperation =
  | 'initialize'
  | 'halt'
  | 'pause'
  | 'restart'
  | 'shutdown'
  | 'surprise-removal'
  | 'miniport-reset'
  | 'power-D3'
  | 'power-D0';

/**
 * What NDIS and the stack do about an event of the PF, before and after the miniport hears of it (ruling 20): a halt
 * waits until every VF is detached; pause, reset and D3 are refused while a VF is live; a surprise removal takes the VFs
 * from their guests.
 */
export function* drivePf(
  course: Course,
  adapter: string,
  operation: PfOperation,
  keywords: Keywords | undefined,
): Steps {
  switch (operation) {
    case 'initialize':
      return yield* initialize(course, adapter, keywords);
    case 'halt':
      return yield* halt(course, adapter);
    case 'surprise-removal':
      return yield* surpriseRemoval(course, adapter);
    case 'pause':
    case 'miniport-reset':
    case 'power-D3':
      return refusedUnderVfs(course, adapter, operation) ?? atMiniport(course, adapter, operation);
    case 'restart':
    case 'power-D0':
      return atMiniport(course, adapter, operation);
    case 'shutdown':
      return call(course, (carrier) => shutdownPf(carrier, adapter));
    default:
      return unreachable(operation);
  }
}

/** One entry point with nothing before it; afterwards the stack sees which VFs are left. */
export function* pastNdis(
  course: Course,
  adapter: string,
  operation: PfOperation,
  keywords: Keywords | undefined,
): Steps {
  const refusal = atMiniport(course, adapter, operation, keywords);
  yield* followLostVfs(course, adapter);
  return refusal;
}

function atMiniport(
  course: Course,
  adapter: string,
  operation: PfOperation,
  keywords: Keywords = installed(course.testbed, adapter).keywords,
): Refusal | undefined {
  return call(course, (carrier) => callEntryPoint(carrier, adapter, requestOf(operation, keywords)));
}

function requestOf(operation: PfOperation, keywords: Keywords): Parameters<typeof callEntryPoint>[2] {
  if (operation === 'initialize') return { kind: 'initialize', keywords };
  if (operation === 'power-D0') return { kind: 'set-pf-power', state: 'D0' };
  if (operation === 'power-D3') return { kind: 'set-pf-power', state: 'D3' };
  return { kind: operation };
}

const call = (course: Course, work: (carrier: HostCarrier) => CallOutcome): Refusal | undefined =>
  callRefusal(onMachine(course, work), 'PF miniport');

function* initialize(course: Course, adapter: string, keywords: Keywords | undefined): Steps {
  if (keywords !== undefined) changeInstalled(course, adapter, () => ({ keywords }));
  const all = installed(course.testbed, adapter).keywords;
  const refusal = call(course, (carrier) => startPf(carrier, adapter, all));
  if (refusal !== undefined) return refusal;
  yield;
  return yield* serveAgain(course, adapter);
}

/** Whatever was steered on the adapter is gone with its NIC switch: filters are set anew, and VFs chosen anew. */
function* serveAgain(course: Course, adapter: string): Steps {
  const above = boundSwitch(course.testbed, adapter);
  if (above === undefined) return undefined;
  steerManagement(course, above.switch);
  for (const ref of connectedTo(course, above.switch)) {
    yield* steer(course, ref);
    yield* choosePath(course, ref);
  }
  return undefined;
}

function* halt(course: Course, adapter: string): Steps {
  for (const ref of holdersOn(course.testbed, adapter)) {
    const refusal = yield* detachVf(course, ref);
    if (refusal !== undefined) return refusal;
  }
  const refusal = call(course, (carrier) => haltPf(carrier, adapter));
  if (refusal === undefined) forgetFilters(course, adapter);
  return refusal;
}

function refusedUnderVfs(course: Course, adapter: string, operation: PfOperation): Refusal | undefined {
  const { count } = installed(course.testbed, adapter).holders;
  return count === 0
    ? undefined
    : stackRefuses(`${operation} of "${adapter}" waits until its ${count} VFs are detached`, 'ruling 20');
}

/** The hardware is gone before anybody can be asked: guests lose their VFs, no request is sent for them. */
function* surpriseRemoval(course: Course, adapter: string): Steps {
  const refusal = call(course, (carrier) => removePf(carrier, adapter));
  if (refusal !== undefined) return refusal;
  for (const ref of holdersOn(course.testbed, adapter)) yield* loseVf(course, ref);
  yield;
  forgetFilters(course, adapter);
  return call(course, (carrier) => haltRemovedPf(carrier, adapter));
}
