import type { VfId } from '../terms/function-id';
import type { OidAnswer, OidMembers, OidRequest } from '../terms/oid';
import type { AdapterProfile } from './adapter-profile';
import type { AdapterState } from './adapter-state';
import type { Step } from './adapter-step';
import type { DriverRequest } from './device';
import type { FunctionParts, PcieParts, SwitchVerbs } from './hardware-parts';
import type { SwitchParts } from './nic-switch/switch-parts';
import type { Refusal } from './pf-driver/refusal';

/** What every part of the reference adapter works with besides the state. */
export interface AdapterContext {
  readonly profile: AdapterProfile;
  readonly parts: AdapterParts;
}

/**
 * The replaceable parts of the reference adapter, by name. A planted fault is the replacement of one function here, never
 * an `if` in the model. Everything not listed is arithmetic or bookkeeping between them.
 */
export interface AdapterParts {
  readonly requests: RequestHandlers;
  readonly entryPoints: Readonly<{ [K in DriverRequest['kind']]: EntryPoint<K> }>;
  readonly vf: VfParts;
  readonly nicSwitch: SwitchVerbs;
  readonly forwarding: SwitchParts;
  readonly function: FunctionParts;
  readonly pcie: PcieParts;
}

/** By OID and way, for example `OID_SRIOV_RESET_VF:set`. */
export type RequestHandlers = Readonly<Record<string, RequestHandler>>;

export interface OidExchange {
  readonly context: AdapterContext;
  readonly state: AdapterState;
  readonly request: OidRequest;
  readonly members: OidMembers;
}

/** One OID request, whose method, buffer and SR-IOV enablement were checked before. A refusal leaves the state as it was. */
export type RequestHandler = (exchange: OidExchange) => OidReply | Refusal;

export interface OidReply extends Step {
  readonly answer: OidAnswer;
}

/** An entry point of the PF miniport driver, or what happens to its device. */
export type EntryPoint<K extends DriverRequest['kind'] = DriverRequest['kind']> = (
  context: AdapterContext,
  state: AdapterState,
  request: Extract<DriverRequest, { kind: K }>,
) => Step | Refusal | InjectedRefusal;

/** A refusal that a test asked for: the injected failure is used up by it, and nothing else has changed. */
export interface InjectedRefusal {
  readonly state: AdapterState;
  readonly refusal: Refusal;
}

export interface VfParts {
  /** The VFId that the next allocation gets; undefined when all are allocated (VF-ALLOC-15). */
  freeVfId(state: AdapterState): VfId | undefined;
  /** Function level reset of a VF's hardware: configuration space, registers, rings, interrupts, power (ruling 13). */
  resetVf(context: AdapterContext, state: AdapterState, vf: VfId): AdapterState;
  /** Everything that the VF's next owner must not find (VF-FREE-20). */
  releaseVf(context: AdapterContext, state: AdapterState, vf: VfId): AdapterState;
}
