import { GuestAccess } from '../../host/guest/guest-access';
import { requestAtVfMiniport } from '../../host/guest/vf-oids';
import { blockCallOfPf } from '../../host/ndis/block-call-of-pf';
import { bindDriver, unbindDriver } from '../../host/ndis/unbind-driver';
import { callRefusal } from '../../host/stack/call-refusal';
import { drivePf, pastNdis } from '../../host/stack/pf-events';
import { recordRequest } from '../../host/stack/record-request';
import { changeInstalled } from '../../host/stack/vf-holder';
import { installed } from '../../host/testbed';
import type { Course } from '../../host/testbed-course';
import { onMachine } from '../../host/traffic/carry-frames';
import { sendFromPf } from '../../host/traffic/send-frame';
import type { DriverAction } from '../../isolation/action';
import { unreachable } from '../../terms/result';
import { withBufferLength } from './buffer-length';
import { guestWithVf } from './guest-with-vf';
import { heldVf } from './held-vf';
import { knownAdapter } from './known-names';
import { onDevice } from './on-device';
import { answered, DONE, outcomeOf, type Performance, type Performed } from './performed';

type Of<K extends DriverAction['kind']> = Extract<DriverAction, { kind: K }>;

export function* performDriver(course: Course, action: DriverAction): Performance {
  switch (action.kind) {
    case 'request-oid':
      return action.to.kind === 'pf-miniport'
        ? requestAtPf(course, action, knownAdapter(course.testbed, action.to.adapter).adapter)
        : requestAtVf(course, action, action.to.partition);
    case 'drive-pf':
      return outcomeOf(yield* drive(course, action));
    case 'invalidate-blocks':
      return invalidate(course, action);
    case 'pf-write-block': {
      const { adapter, vf } = heldVf(course.testbed, action.vf);
      const { block, bytes } = action;
      return onDevice(course, adapter, { kind: 'pf-write-block', vf, block, bytes }, 'PF miniport');
    }
    case 'bind-driver':
    case 'pf-block-call':
    case 'unbind-driver':
    case 'fail-next':
    case 'pf-send':
    case 'hold-indications':
      return onAdapter(course, action, knownAdapter(course.testbed, action.adapter).adapter);
    default:
      return unreachable(action);
  }
}

type OnAdapter = Of<
  'bind-driver' | 'pf-block-call' | 'unbind-driver' | 'fail-next' | 'pf-send' | 'hold-indications'
>;

function onAdapter(course: Course, action: OnAdapter, adapter: string): Performed {
  switch (action.kind) {
    case 'bind-driver':
      return outcomeOf(
        callRefusal(
          onMachine(course, (carrier) => bindDriver(carrier, adapter, action.driver, action.as)),
          'NDIS',
        ),
      );
    case 'unbind-driver':
      return outcomeOf(
        callRefusal(
          onMachine(course, (carrier) => unbindDriver(carrier, adapter, action.driver)),
          'NDIS',
        ),
      );
    case 'pf-block-call':
      return outcomeOf(
        callRefusal(
          onMachine(course, (carrier) => blockCallOfPf(carrier, adapter, action.call, action.block)),
          'NDIS',
        ),
      );
    case 'fail-next':
      return onDevice(course, adapter, { kind: 'fail-next', what: action.what });
    case 'pf-send':
      sendFromPf(course, adapter, action.vport, action);
      return DONE;
    case 'hold-indications':
      return hold(course, adapter, action.hold);
    default:
      return unreachable(action);
  }
}

/** Who refused shows in the log alone: whether NDIS passed the request on. */
function requestAtPf(course: Course, action: Of<'request-oid'>, adapter: string): Performed {
  const { issuer, boundary } = action;
  const request = withBufferLength(action.request);
  const before = course.testbed;
  const answer = onMachine(course, (carrier) => carrier.oid(adapter, issuer, boundary, request));
  if (answer.kind === 'success') recordRequest(course, before, adapter, request);
  const line = course.events.findLast((event) => event.what === 'oid');
  return answered(answer, line?.details['miniportCalled'] === false ? 'NDIS' : 'PF miniport');
}

function requestAtVf(course: Course, { request }: Of<'request-oid'>, partition: string): Performed {
  const { adapter, vf } = guestWithVf(course.testbed, partition);
  const answer = onMachine(course, (carrier) =>
    requestAtVfMiniport(new GuestAccess(carrier, adapter, vf), request),
  );
  return answered(answer, 'VF miniport');
}

function* drive(course: Course, action: Of<'drive-pf'>): ReturnType<typeof drivePf> {
  const { adapter } = knownAdapter(course.testbed, action.adapter);
  const { operation } = action;
  const keywords = action.keywords && {
    ...installed(course.testbed, adapter).keywords,
    ...action.keywords,
  };
  return action.boundary === 'miniport'
    ? yield* pastNdis(course, adapter, operation, keywords)
    : yield* drivePf(course, adapter, operation, keywords);
}

/** A guest has no call for it: only PF drivers announce changes (BLOCK-INVAL-01). */
function invalidate(course: Course, { vf: ref, mask, by }: Of<'invalidate-blocks'>): Performed {
  const { adapter, vf } = heldVf(course.testbed, ref);
  if (by !== 'vf-driver')
    return onDevice(course, adapter, { kind: 'invalidate-blocks', vf, mask }, 'PF miniport');
  const reason = 'NdisMInvalidateConfigBlock is a call of PF miniport drivers';
  return outcomeOf({ status: 'NDIS_STATUS_NOT_SUPPORTED', reason, rule: 'BLOCK-INVAL-02', by: 'NDIS' });
}

/** Released packets go back in the order in which they were indicated. */
function hold(course: Course, adapter: string, wanted: boolean): Performed {
  const { heldIndications: held } = installed(course.testbed, adapter);
  if (wanted === (held !== undefined)) return DONE;
  changeInstalled(course, adapter, () => ({ heldIndications: wanted ? [] : undefined }));
  for (const indication of held ?? []) onDevice(course, adapter, { kind: 'pf-return', indication });
  return DONE;
}
