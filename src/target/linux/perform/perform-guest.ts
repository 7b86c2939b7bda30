import type { GuestAction, VfDriverCall } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import type { MacAddress } from '../../../terms/mac-address';
import { mayFail, type Step } from '../machine';
import { addressOf, SYNTHETIC, VF_DEVICE, withPartition, type LinuxPartition } from '../testbed';
import { followStoppedGuest, withdrawAddress } from './connect-partition';
import { follow } from './follow-address';
import { ip, setLink } from './devices';
import { linuxMac } from './linux-mac';
import { knownPartition } from '../known-names';
import {
  cannot,
  carryOut,
  done,
  isRefusal,
  stackRefuses,
  type NotApplicable,
  type Performance,
  type Scene,
} from './performance';
import { resetVf } from './reset-vf';

/** What a guest can do to its VF from within its namespace. */
export async function performGuest(scene: Scene, action: GuestAction): Promise<Performance> {
  switch (action.kind) {
    case 'vf-driver':
      return call(scene, knownPartition(scene.testbed, action.partition), action.call);
    case 'guest-mac-address':
      return setAddress(scene, knownPartition(scene.testbed, action.partition), action.mac);
    case 'stray-dma':
      return cannot('dma-observation', 'no guest here builds descriptors of its own');
    case 'forge-interrupt':
      return cannot('interrupt-observation', 'no guest here writes interrupt messages of its own');
    default:
      return unreachable(action);
  }
}

/**
 * The guest sets both of its devices; what its drivers answer is between it and them. Whether the port follows is for its
 * policy to say, and for its neighbours: nobody gets an address that is another's (XSW-SEC-05, XSW-SEC-06).
 */
async function setAddress(scene: Scene, guest: LinuxPartition, mac: MacAddress): Promise<Performance> {
  const address = ['address', linuxMac(mac)];
  const taken = scene.testbed.partitions.some(
    (each) => each.number !== guest.number && addressOf(each) === mac,
  );
  const followed = guest.macSpoofing && !taken ? { ...guest, currentMac: mac } : guest;
  return carriedOut(scene, followed, [
    mayFail(ip('-n', guest.namespace, 'link', 'set', SYNTHETIC, ...address)),
    ...(followed === guest ? [] : follow(scene, guest, followed)),
    ...(guest.vf === undefined ? [] : [mayFail(own(guest, ...address))]),
  ]);
}

const own = ({ namespace }: LinuxPartition, ...setting: readonly string[]): Step =>
  ip('-n', namespace, 'link', 'set', VF_DEVICE, ...setting);

async function call(scene: Scene, guest: LinuxPartition, asked: VfDriverCall): Promise<Performance> {
  if (guest.vf === undefined) return stackRefuses(`"${guest.partition}" holds no VF`);
  if (asked.kind === 'request-flr') return resetVf(scene, guest.vf.vf);
  const steps = stepsOf(scene, guest, asked);
  if ('kind' in steps) return steps;
  const starts = asked.kind === 'initialize' || asked.kind === 'reset';
  const inUse = starts || (asked.kind !== 'halt' && guest.vf.inUse);
  return carriedOut(scene, { ...guest, vf: { ...guest.vf, inUse } }, steps);
}

async function carriedOut(scene: Scene, guest: LinuxPartition, steps: readonly Step[]): Promise<Performance> {
  const results = await carryOut(scene, steps);
  return isRefusal(results) ? results : done(withPartition(scene.testbed, guest));
}

function stepsOf(scene: Scene, guest: LinuxPartition, asked: VfDriverCall): readonly Step[] | NotApplicable {
  const up: readonly Step[] = [
    ...atSwitch(guest, withdrawAddress),
    setLink(true, VF_DEVICE, guest.namespace),
    {
      kind: 'wait-carrier',
      namespace: guest.namespace,
      interface: VF_DEVICE,
      within: scene.bench.pace.carrier,
    },
  ];
  switch (asked.kind) {
    case 'initialize':
      return up;
    case 'halt':
      return [setLink(false, VF_DEVICE, guest.namespace), ...atSwitch(guest, followStoppedGuest)];
    case 'reset':
      return [setLink(false, VF_DEVICE, guest.namespace), ...up];
    case 'set-packet-filter':
      if (!asked.broadcast) return cannot('registers', 'a network device here always takes broadcasts');
      return [
        own(guest, 'promisc', asked.promiscuous ? 'on' : 'off'),
        own(guest, 'allmulticast', asked.allMulticast ? 'on' : 'off'),
      ];
    case 'join-group':
      return [groups(guest, 'add', linuxMac(asked.group))];
    case 'leave-group':
      return [groups(guest, 'del', linuxMac(asked.group))];
    case 'read-block':
    case 'write-block':
    case 'hold-notices':
      return cannot('blocks', 'this driver has a mailbox of its own and no configuration blocks');
    case 'mask-interrupt':
    case 'clear-pending-interrupts':
      return cannot('interrupt-observation', 'interrupts of a guest are its kernel’s');
    case 'request-power':
      return cannot('vf-power', 'a guest here does not ask for power states');
    case 'post-receive-buffers':
      return cannot('registers', 'receive rings are the driver’s');
    case 'bind-protocol':
    case 'request-flr':
    case 'crash':
      return cannot('special-guests', `no guest here does "${asked.kind}"`);
    default:
      return unreachable(asked);
  }
}

const atSwitch = (guest: LinuxPartition, step: (guest: LinuxPartition) => Step): readonly Step[] =>
  guest.switch === undefined ? [] : [step(guest)];

const groups = ({ namespace }: LinuxPartition, verb: string, group: string): Step =>
  ip('-n', namespace, 'maddr', verb, group, 'dev', VF_DEVICE);
