import { partyName } from '../terms/party';
import type { Action } from './action';
import { functionRefName, vfRefName } from './reference-names';

/** An action in a few words, for findings: `reset-vf of VF 1`, `OID_NIC_SWITCH_FREE_VF`, `send from web`. */
export function describeAction(action: Action): string {
  switch (action.kind) {
    case 'start-partition':
      return `start-partition "${action.spec.partition}"`;
    case 'request-oid':
      return `${action.request.oid} at the ${action.to.kind === 'pf-miniport' ? 'PF miniport' : `VF miniport of "${action.to.partition}"`}`;
    case 'drive-pf':
      return `${action.operation} of the PF driver`;
    case 'vf-driver':
      return `${action.call.kind} by the VF driver of "${action.partition}"`;
    case 'send':
      return `send from ${partyName(action.sender)}${action.via === undefined ? '' : ` over the ${action.via} path`}`;
    case 'while-streaming':
      return `${describeAction(action.action)} under traffic`;
    case 'set-port-policy':
      return `policy ${action.policy.kind} of "${action.partition}"`;
    case 'extension-call':
      return `${action.call.kind} by the extension "${action.extension}"`;
    default:
      return others(action);
  }
}

function others(action: Action): string {
  if ('function' in action) return `${action.kind} of ${functionRefName(action.function)}`;
  if ('vf' in action) return `${action.kind} of ${vfRefName(action.vf)}`;
  if ('partition' in action) return `${action.kind} of "${action.partition}"`;
  return action.kind;
}
