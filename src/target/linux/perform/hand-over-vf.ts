import { linuxMac } from './linux-mac';
import { deviceFolder } from '../subject';
import { Compromised, mayFail, write, type Step } from '../machine';
import { addressOf, VF_DEVICE, type LinuxPartition } from '../testbed';
import { announceAddress, followStoppedGuest, withdrawAddress } from './connect-partition';
import { ip, setLink, unbindVf } from './devices';
import { forgetVf, settingsFor } from './forget-vfs';
import { carryOut, isRefusal, type Refusal, type Scene } from './performance';
import { vfAddress } from './vf-address';

/**
 * The VF of a partition: what the administrator sets at the PF first, so that the driver finds it; the address leaves
 * the PF's own filters; then the driver; then the device goes into the guest. Refused half-way, it is taken back: the VF
 * without driver and settings, the partition on its synthetic path where it was there before.
 * @throws Compromised where that cannot be.
 */
export async function handOverVf(
  scene: Scene,
  partition: LinuxPartition,
  vf: number,
): Promise<Refusal | undefined> {
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
  const refusal = await handOver(scene, partition, { vf, address });
  if (refusal !== undefined) await undo(scene, partition, { vf, address });
  return refusal;
}

interface AddressedVf {
  /** From 0. */
  readonly vf: number;
  /** On the PCI bus. */
  readonly address: string;
}

async function handOver(
  scene: Scene,
  partition: LinuxPartition,
  { vf, address }: AddressedVf,
): Promise<Refusal | undefined> {
  const { subject, pace } = scene.bench;
  const net = `${deviceFolder(address)}/net`;
  const found = await carryOut(scene, [
    administrate(scene, partition, vf),
    ...(announced(partition) ? [withdrawAddress(partition)] : []),
    write(`/sys/bus/pci/drivers/${subject.vfDriver}/bind`, address),
    { kind: 'list', path: net },
  ]);
  if (isRefusal(found)) return found;
  const name = found.at(-1)?.split('\n')[0] ?? '';
  const moved = await carryOut(scene, [
    ip('link', 'set', name, 'netns', partition.namespace, 'name', VF_DEVICE),
  ]);
  if (isRefusal(moved)) return moved;
  await scene.onVfInGuest?.({ ...partition, vf: { vf, stage: 'ACTIVE', inUse: true } });
  const given = await carryOut(scene, [
    setLink(true, VF_DEVICE, partition.namespace),
    {
      kind: 'wait-carrier',
      namespace: partition.namespace,
      interface: VF_DEVICE,
      within: pace.carrier,
    },
  ]);
  return isRefusal(given) ? given : undefined;
}

/** A driver that was never bound cannot be unbound, and one that refuses a setting may refuse to forget it. */
async function undo(scene: Scene, partition: LinuxPartition, { vf, address }: AddressedVf): Promise<void> {
  const undone = await carryOut(scene, [
    mayFail(unbindVf(scene.bench.subject, address)),
    ...(announced(partition) ? [announceAddress(partition)] : []),
    mayFail(forgetVf(scene.bench, vf)),
  ]);
  if (isRefusal(undone))
    throw new Compromised(
      `"${partition.partition}" did not come back to its synthetic path when its VF was refused: ${undone.reason}`,
    );
}

/** A partition that starts with its VF was never on the bridge. */
const announced = ({ switch: on, vf }: LinuxPartition): boolean => on !== undefined && vf === undefined;

function administrate({ bench }: Scene, partition: LinuxPartition, vf: number): Step {
  const settings = settingsFor(bench, {
    mac: linuxMac(addressOf(partition)),
    vlan: String(partition.vlan ?? 0),
    spoofchk: partition.macSpoofing ? 'off' : 'on',
  });
  return ip('link', 'set', bench.subject.netdev, 'vf', String(vf), ...settings);
}

/**
 * Graceful: the driver stops, the address goes to the PF's filters, then the driver goes. By surprise: the driver loses
 * its device first. The VF forgets its address last: a driver that ends writes its own address once more, and an address
 * that no filter holds meanwhile would leave by the physical port. Refused half-way, the partition gets it again.
 * @throws Compromised where that cannot be.
 */
export async function takeVfBack(
  scene: Scene,
  partition: LinuxPartition,
  vf: number,
  manner: 'graceful' | 'surprise',
): Promise<Refusal | undefined> {
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
  const synthetic = partition.switch === undefined ? [] : [announceAddress(partition)];
  const down = mayFail(setLink(false, VF_DEVICE, partition.namespace));
  const unbind = mayFail(unbindVf(scene.bench.subject, address));
  const forget = forgetVf(scene.bench, vf);
  const steps = manner === 'graceful' ? [down, ...synthetic, unbind, forget] : [unbind, ...synthetic, forget];
  const results = await carryOut(scene, steps);
  if (!isRefusal(results)) return undefined;
  await carryOut(scene, [unbind]);
  await returnVf(scene, partition, vf);
  return results;
}

/**
 * A partition holds its VF again, as the testbed says, of which it was deprived in vain.
 * @throws Compromised where it does not get it.
 */
export async function returnVf(scene: Scene, partition: LinuxPartition, vf: number): Promise<void> {
  const refusal = await handOverVf(scene, { ...partition, vf: undefined }, vf);
  const { vf: held, namespace, switch: on } = partition;
  const halted =
    held?.inUse === false
      ? [setLink(false, VF_DEVICE, namespace), ...(on === undefined ? [] : [followStoppedGuest(partition)])]
      : [];
  const stands = refusal ?? (await carryOut(scene, halted));
  if (isRefusal(stands))
    throw new Compromised(`"${partition.partition}" did not get its VF back: ${stands.reason}`);
}
