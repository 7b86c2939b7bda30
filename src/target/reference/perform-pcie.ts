import { GuestAccess } from '../../host/guest/guest-access';
import { releaseReads } from '../../host/effects/dma';
import { adapterOf, changeAdapter } from '../../host/host-machine';
import { holdReads } from '../../host/platform/held-reads';
import { followLostVfs } from '../../host/stack/lost-vfs';
import { callRefusal } from '../../host/stack/call-refusal';
import { callEntryPoint } from '../../host/ndis/pf-life-cycle';
import { ask, refusalIn } from '../../host/stack/ask';
import type { Testbed } from '../../host/testbed';
import type { Course } from '../../host/testbed-course';
import { onMachine } from '../../host/traffic/carry-frames';
import type { PcieAction } from '../../isolation/action';
import { routingId, type RoutingId } from '../../terms/routing-id';
import { unreachable } from '../../terms/result';
import { FeatureMistake } from '../target';
import { functionOnAdapter, type FunctionOnAdapter } from './held-vf';
import { functionView, sliceAddress } from './function-in-view';
import { initiateFlr } from './initiate-flr';
import { knownAdapter } from './known-names';
import { onDevice } from './on-device';
import { answered, DONE, outcomeOf, type Performance, type Performed } from './performed';

type Of<K extends PcieAction['kind']> = Extract<PcieAction, { kind: K }>;

/** What reaches the PF past its driver can take VFs off the bus, and the stack sees that at once. */
export function* performPcie(course: Course, action: PcieAction): Performance {
  const performed = onBus(course, action);
  const adapter = pfPastItsDriver(course, action);
  if (adapter !== undefined) yield* followLostVfs(course, adapter);
  return performed;
}

function pfPastItsDriver(course: Course, action: PcieAction): string | undefined {
  if (action.kind === 'conventional-reset') return knownAdapter(course.testbed, action.adapter).adapter;
  if (action.kind !== 'config-write' && action.kind !== 'function-level-reset') return undefined;
  const { adapter, function: id } = functionOnAdapter(course.testbed, action.function);
  return id.kind === 'pf' ? adapter : undefined;
}

function onBus(course: Course, action: PcieAction): Performed {
  switch (action.kind) {
    case 'config-read':
    case 'config-write':
      return access(course, action);
    case 'register-read':
    case 'register-write':
      return register(course, action);
    case 'memory-read':
    case 'memory-write': {
      const { adapter } = knownAdapter(course.testbed, action.adapter);
      return onDevice(course, adapter, action);
    }
    case 'function-level-reset':
      return functionLevelReset(course, functionOnAdapter(course.testbed, action.function));
    case 'hold-completions':
      return holdCompletions(course, functionOnAdapter(course.testbed, action.function), action.hold);
    case 'conventional-reset': {
      const { adapter } = knownAdapter(course.testbed, action.adapter);
      const outcome = onMachine(course, (carrier) =>
        callEntryPoint(carrier, adapter, { kind: 'conventional-reset' }),
      );
      return outcomeOf(callRefusal(outcome, 'PF miniport'));
    }
    case 'set-link': {
      const { adapter } = knownAdapter(course.testbed, action.adapter);
      return onDevice(course, adapter, { kind: 'link', up: action.up });
    }
    default:
      return unreachable(action);
  }
}

function access(course: Course, action: Of<'config-read' | 'config-write'>): Performed {
  const place = functionOnAdapter(course.testbed, action.function);
  if (action.by === 'guest') return byGuest(course, action, place);
  const rid = routingIdOf(course.testbed, place);
  const { offset, width } = action;
  return action.kind === 'config-read'
    ? onDevice(course, place.adapter, { kind: 'config-read', routingId: rid, offset, width })
    : onDevice(course, place.adapter, {
        kind: 'config-write',
        routingId: rid,
        offset,
        width,
        value: action.value,
      });
}

/** A function that is not there still has its place on the bus, where the access finds nobody. */
function routingIdOf(testbed: Testbed, { adapter, function: id }: FunctionOnAdapter): RoutingId {
  const { device, state } = adapterOf(testbed.machine, adapter);
  const { pf, vfs, capability } = device.view(state);
  if (id.kind === 'pf') return pf.routingId;
  return (
    vfs.get(id.vf)?.routingId ??
    routingId(pf.routingId + capability.firstVfOffset + id.vf * capability.vfStride)
  );
}

function byGuest(
  course: Course,
  action: Of<'config-read' | 'config-write'>,
  { adapter, function: id }: FunctionOnAdapter,
): Performed {
  const loaded = id.kind === 'vf' && adapterOf(course.testbed.machine, adapter).miniports.has(id.vf);
  if (!loaded) throw new FeatureMistake('no guest sees this function, so no guest can access it');
  const { offset, width } = action;
  return onMachine(course, (carrier) => {
    const guest = new GuestAccess(carrier, adapter, id.vf);
    if (action.kind === 'config-read')
      return { value: { value: guest.readConfig(offset, width), unsupportedRequest: false } };
    return answered(guest.writeConfig(offset, width, action.value), 'PF miniport');
  });
}

/** By bus address, as any mapping of that slice would do it. */
function register(course: Course, action: Of<'register-read' | 'register-write'>): Performed {
  const place = functionOnAdapter(course.testbed, action.function);
  const address = sliceAddress(functionView(course.testbed, place), action.bar, action.offset);
  if (address === undefined) return { value: { value: 0xffffffff, unsupportedRequest: true } };
  return action.kind === 'register-read'
    ? onDevice(course, place.adapter, { kind: 'memory-read', address })
    : onDevice(course, place.adapter, { kind: 'memory-write', address, value: action.value });
}

/** Of a VF by its privileged request (ISO-PRIV-01); of the PF by Initiate Function Level Reset on the bus. */
function functionLevelReset(course: Course, place: FunctionOnAdapter): Performed {
  const { adapter, function: id } = place;
  if (id.kind === 'vf')
    return outcomeOf(refusalIn(ask(course, adapter, 'OID_SRIOV_RESET_VF', { VFId: id.vf })));
  return initiateFlr(course, adapter, routingIdOf(course.testbed, place));
}

function holdCompletions(course: Course, place: FunctionOnAdapter, hold: boolean): Performed {
  const { adapter } = place;
  const rid = routingIdOf(course.testbed, place);
  return onMachine(course, (carrier) => {
    if (!hold) releaseReads(carrier, adapter, rid);
    else
      carrier.machine = changeAdapter(carrier.machine, adapter, (each) => ({
        ...each,
        heldReads: holdReads(each.heldReads, rid),
      }));
    return DONE;
  });
}
