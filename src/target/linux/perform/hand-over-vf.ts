import { linuxMac } from './linux-mac';
import { deviceFolder } from '../subject';
import { mayFail, write, type Step } from '../machine';
import { addressOf, VF_DEVICE, type LinuxPartition } from '../testbed';
import { announceAddress, withdrawAddress } from './connect-partition';
import { ip } from './devices';
import { forgetVf, settingsFor } from './forget-vfs';
import { carryOut, isRefusal, type Refusal, type Scene } from './performance';
import { vfAddress } from './vf-address';

/**
 * The VF of a partition: what the administrator sets at the PF first, so that the driver finds it; the address leaves
 * the PF's own filters; then the driver; then the device goes into the guest.
 */
export async function handOverVf(
  scene: Scene,
  partition: LinuxPartition,
  vf: number,
): Promise<Refusal | undefined> {
  const { subject, pace } = scene.bench;
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
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
    ip('-n', partition.namespace, 'link', 'set', VF_DEVICE, 'up'),
    {
      kind: 'wait-carrier',
      namespace: partition.namespace,
      interface: VF_DEVICE,
      within: pace.carrier,
    },
  ]);
  return isRefusal(given) ? given : undefined;
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
 * that no filter holds meanwhile would leave by the physical port.
 */
export async function takeVfBack(
  scene: Scene,
  partition: LinuxPartition,
  vf: number,
  manner: 'graceful' | 'surprise',
): Promise<Refusal | undefined> {
  const { subject } = scene.bench;
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
  const synthetic = partition.switch === undefined ? [] : [announceAddress(partition)];
  const down = mayFail(ip('-n', partition.namespace, 'link', 'set', VF_DEVICE, 'down'));
  const unbind = mayFail(write(`/sys/bus/pci/drivers/${subject.vfDriver}/unbind`, address));
  const forget = forgetVf(scene.bench, vf);
  const steps = manner === 'graceful' ? [down, ...synthetic, unbind, forget] : [unbind, ...synthetic, forget];
  const results = await carryOut(scene, steps);
  return isRefusal(results) ? results : undefined;
}
