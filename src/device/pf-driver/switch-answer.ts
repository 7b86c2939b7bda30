import type { AdapterState } from '../adapter-state';
import type { OidReply } from '../adapter-context';
import type { SwitchRefusal, SwitchResult } from '../nic-switch/switch-refusal';
import { succeeded } from './oid-reply';
import { refusal, type Refusal } from './refusal';

export const fromSwitch = ({ status, reason, rule }: SwitchRefusal): Refusal => refusal(status, reason, rule);

/** A verb of the NIC switch as the answer to a request. */
export const switchReply = (state: AdapterState, result: SwitchResult, members = {}): OidReply | Refusal =>
  result.ok
    ? succeeded(result.value === state.nicSwitch ? state : { ...state, nicSwitch: result.value }, members)
    : fromSwitch(result.error);
