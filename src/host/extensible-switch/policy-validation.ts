import { isGroupAddress } from '../../terms/mac-address';
import { unreachable } from '../../terms/result';
import type { AclRule, PortPolicy, VlanMode } from './port-policy';
import { refusal, type SwitchRefusal } from './switch-outcome';

const MAX_VLAN = 4094;
const MIN_SUBNET = 4096;
const MAX_SUBNET = 0xffffff;
const NO_ADDRESS = '00-00-00-00-00-00';

const within = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most;

/** Why a value is no setting at all, on whatever port; undefined: it is one. */
export function wrongPolicy(policy: PortPolicy): SwitchRefusal | undefined {
  switch (policy.kind) {
    case 'mac-spoofing':
    case 'teaming':
    case 'dhcp-guard':
    case 'router-guard':
    case 'priority-tag':
    case 'mirror-to':
      return undefined;
    case 'mac-address':
      return isGroupAddress(policy.mac) || policy.mac === NO_ADDRESS
        ? refusal('XSW-SEC-03', `${policy.mac} is not the address of one adapter`)
        : undefined;
    case 'storm-limit':
      return within(policy.framesPerSecond, 0, 0xffffffff)
        ? undefined
        : refusal('XSW-SEC-13', `a storm limit of ${policy.framesPerSecond} is not a number of frames`);
    case 'iov-weight':
      return within(policy.weight, 0, 100)
        ? undefined
        : refusal('XSW-IOV-10', `an IOVOffloadWeight of ${policy.weight} is outside 0 to 100`);
    case 'iov-queue-pairs':
      return within(policy.count, 1, 0xffffffff)
        ? undefined
        : refusal('XSW-IOV-11', `${policy.count} queue pairs cannot be requested; the least is 1`);
    case 'virtual-subnet':
      return policy.id === 0 || within(policy.id, MIN_SUBNET, MAX_SUBNET)
        ? undefined
        : refusal(
            'XSW-SEC-14',
            `virtual subnet ${policy.id} is neither 0 nor in ${MIN_SUBNET}..${MAX_SUBNET}`,
          );
    case 'acl':
      return wrongAcl(policy.rules);
    case 'vlan':
      return wrongMode(policy.mode);
    default:
      return unreachable(policy);
  }
}

/** Meter entries match IP addresses, so one that names a MAC address is none (XSW-ACL-05). */
function wrongAcl(rules: readonly AclRule[]): SwitchRefusal | undefined {
  if (rules.some((rule) => rule.action === 'meter' && rule.remoteMac !== undefined))
    return refusal('XSW-ACL-05', 'a meter entry cannot name a MAC address');
  const wrong = rules.find(({ etherType }) => etherType !== undefined && !within(etherType, 0x600, 0xffff));
  return wrong === undefined
    ? undefined
    : refusal('XSW-ACL-02', `EtherType ${wrong.etherType} is outside 0x0600 to 0xffff`);
}

const MEMBERS: Readonly<Record<VlanMode['kind'], readonly string[]>> = {
  untagged: [],
  access: ['vlan'],
  trunk: ['allowed', 'native', 'pruned'],
  isolated: ['primary', 'secondary'],
  community: ['primary', 'secondary'],
  promiscuous: ['primary', 'secondaries'],
};

/** One mode at a time: a value that carries members of a second mode asks for two (XSW-VLAN-12). */
function wrongMode(mode: VlanMode): SwitchRefusal | undefined {
  const members = MEMBERS[mode.kind] as readonly string[] | undefined;
  if (members === undefined) return refusal('XSW-VLAN-12', `"${String(mode.kind)}" is no VLAN mode`);
  const foreign = Object.keys(mode).find((member) => member !== 'kind' && !members.includes(member));
  if (foreign !== undefined)
    return refusal('XSW-VLAN-12', `a port in ${mode.kind} mode cannot have "${foreign}" too`);
  return wrongIdentifiers(mode);
}

const outside = (id: number): SwitchRefusal =>
  refusal('XSW-VLAN-12', `VLAN ${id} is outside 1 to ${MAX_VLAN}`);

/** 0 means no VLAN, and only as access or native identifier (XSW-VLAN-16). */
function wrongIdentifiers(mode: VlanMode): SwitchRefusal | undefined {
  switch (mode.kind) {
    case 'untagged':
      return undefined;
    case 'access':
      return within(mode.vlan, 0, MAX_VLAN) ? undefined : outside(mode.vlan);
    case 'trunk':
      return within(mode.native, 0, MAX_VLAN)
        ? wrongList([...mode.allowed, ...(mode.pruned ?? [])])
        : outside(mode.native);
    case 'isolated':
    case 'community':
      return wrongPrivate(mode.primary, [mode.secondary]);
    case 'promiscuous':
      return wrongPrivate(mode.primary, mode.secondaries);
    default:
      return unreachable(mode);
  }
}

function wrongList(ids: readonly number[]): SwitchRefusal | undefined {
  const wrong = ids.find((id) => !within(id, 1, MAX_VLAN));
  return wrong === undefined ? undefined : outside(wrong);
}

/** A secondary VLAN that is the primary one would let isolated ports talk to each other (XSW-VLAN-10, 11). */
const wrongPrivate = (primary: number, secondaries: readonly number[]): SwitchRefusal | undefined =>
  secondaries.includes(primary)
    ? refusal('XSW-VLAN-11', `VLAN ${primary} cannot be primary and secondary at once`)
    : wrongList([primary, ...secondaries]);
