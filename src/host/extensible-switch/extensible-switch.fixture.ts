import { BROADCAST, macAddress, type MacAddress } from '../../terms/mac-address';
import type { VlanTag } from '../../wire/frame';
import { testFrame } from '../../wire/test-frame';
import { activate } from './activate';
import { applyRequest } from './apply-request';
import { attachAdapter } from './attach-adapter';
import { enableExtension, installExtension, type ExtensionSpec } from './extension-stack';
import {
  createSwitch,
  portOfType,
  portsOf,
  type ExtensibleSwitch,
  type SwitchType,
} from './extensible-switch';
import { forward, type ForwardOptions, type ForwardResult } from './forward';
import type { PortPolicy, VlanMode } from './port-policy';
import { setPortPolicy } from './property-requests';
import type { SwitchOutcome, SwitchResult } from './switch-outcome';
import type { SwitchRequest } from './switch-request';
import { ownerName } from './extension-ingress';

/** Names of VMs stand for their addresses: `a` is 00-15-5D-00-00-0A, `outside` a station behind the wire. */
export const mac = (name: string): MacAddress => {
  if (name === 'all') return BROADCAST;
  if (name === 'group') return macAddress('01-00-5E-00-00-01');
  if (name === 'host') return macAddress('00-15-5D-00-00-FE');
  if (name === 'outside') return macAddress('00-00-5E-00-53-01');
  return macAddress(`00-15-5D-00-00-${name.charCodeAt(0).toString(16).padStart(2, '0')}`);
};

/** @throws if it was refused: a specification sets up what is legal. */
export function must(result: SwitchResult): ExtensibleSwitch {
  if (result.outcome.kind === 'refused') throw new Error(`refused: ${result.outcome.reason}`);
  return result.switch;
}

export interface Vm {
  readonly name: string;
  readonly adapter?: string;
  readonly address?: string;
  readonly vlan?: VlanMode;
  readonly policies?: readonly PortPolicy[];
  readonly isBound?: boolean;
  readonly type?: 'synthetic' | 'emulated';
}

export interface Setup {
  readonly type?: SwitchType;
  readonly sriov?: boolean;
  readonly vms?: readonly Vm[];
  readonly extensions?: readonly ExtensionSpec[];
}

/** An active switch with its external and internal adapters, as far as its type has them, and with these VMs. */
export function switchWith({
  type = 'external',
  sriov = false,
  vms = [],
  extensions = [],
}: Setup): ExtensibleSwitch {
  let sw = must(activate(createSwitch({ name: 'S', type, sriov })));
  if (type === 'external')
    sw = must(
      attachAdapter(sw, {
        owner: { kind: 'external' },
        type: 'external',
        name: 'uplink',
        physicalAdapters: ['NIC1'],
      }),
    );
  if (type !== 'private')
    sw = must(
      attachAdapter(sw, {
        owner: { kind: 'management-os' },
        type: 'internal',
        name: 'vEthernet',
        permanentMac: mac('host'),
      }),
    );
  for (const vm of vms) sw = must(withVm(sw, vm));
  for (const extension of extensions)
    sw = must(enableExtension(must(installExtension(sw, extension)), extension.extension, true));
  return sw;
}

export const withVm = (sw: ExtensibleSwitch, vm: Vm): ReturnType<typeof attachAdapter> =>
  attachAdapter(sw, {
    owner: {
      kind: 'partition',
      partition: vm.name,
      ...(vm.adapter !== undefined && { adapter: vm.adapter }),
    },
    type: vm.type ?? 'synthetic',
    name: `${vm.name} adapter`,
    permanentMac: mac(vm.address ?? vm.name),
    policies: [
      ...(vm.vlan === undefined ? [] : [{ kind: 'vlan' as const, mode: vm.vlan }]),
      ...(vm.policies ?? []),
    ],
    isBound: vm.isBound ?? true,
  });

/** `outside` is the external port, `host` the internal one, anything else a VM's first port. */
export function portNamed(sw: ExtensibleSwitch, name: string): number {
  const port =
    name === 'outside'
      ? portOfType(sw, 'external')
      : name === 'host'
        ? portOfType(sw, 'internal')
        : portsOf(sw, name)[0];
  if (port === undefined) throw new Error(`no port for ${name}`);
  return port.portId;
}

export const withPolicies = (
  sw: ExtensibleSwitch,
  name: string,
  ...policies: readonly PortPolicy[]
): ExtensibleSwitch =>
  policies.reduce((now, policy) => must(setPortPolicy(now, portNamed(now, name), policy)), sw);

export interface Sending extends Partial<ForwardOptions> {
  readonly source?: string;
  readonly tag?: VlanTag;
}

export const send = (
  sw: ExtensibleSwitch,
  from: string,
  to: string,
  { source = from, tag, now = 0, outOfBand }: Sending = {},
): ForwardResult =>
  forward(
    sw,
    portNamed(sw, from),
    testFrame({ source: mac(source), destination: mac(to), tag, token: 't' }),
    outOfBand === undefined ? { now } : { now, outOfBand },
  );

/** Who got a copy, with the VLAN of its tag where it has one: `outside/10`. Twice means two copies. */
export const receivers = ({ deliveries }: ForwardResult): readonly string[] =>
  deliveries
    .map(({ owner, frame }) => {
      const name = owner.kind === 'management-os' ? 'host' : ownerName(owner);
      return frame.tag === undefined ? name : `${name}/${frame.tag.vlan}`;
    })
    .sort();

export const request = (sw: ExtensibleSwitch, ...requests: readonly SwitchRequest[]): SwitchResult => {
  const last = requests.at(-1);
  if (last === undefined) throw new Error('no request');
  const before = requests.slice(0, -1).reduce((now, each) => must(applyRequest(now, each)), sw);
  return applyRequest(before, last);
};

/** `ok`, `pending RULE` or `refused RULE STATUS`. */
export const verdict = (outcome: SwitchOutcome): string => {
  if (outcome.kind === 'success') return 'ok';
  return outcome.kind === 'pending' ? `pending ${outcome.rule}` : `refused ${outcome.rule}`;
};

/** Requests that went through the stack, by name without prefix and with the index of an adapter above 0. */
export const oidsOf = ({ events }: Pick<SwitchResult, 'events'>): readonly string[] =>
  events.flatMap((event) =>
    event.kind === 'oid'
      ? [event.oid.replace('OID_SWITCH_', '') + (event.nicIndex ? ` ${event.nicIndex}` : '')]
      : [],
  );

export const violationsOf = (events: readonly { readonly kind: string }[]): readonly string[] =>
  events.flatMap((event) => (event.kind === 'violation' && 'rule' in event ? [String(event.rule)] : []));
