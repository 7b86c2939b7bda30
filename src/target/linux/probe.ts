import { Compromised, mayFail, read, type Machine, type Step } from './machine';
import { deviceFolder, type Subject } from './subject';

/**
 * What the adapter is, from the machine itself.
 * @throws Compromised when the PF's device is not there or has no SR-IOV.
 */
export async function probeSubject(machine: Machine, netdev: string): Promise<Subject> {
  const folder = `/sys/class/net/${netdev}/device`;
  const found = await machine.run([
    mayFail({ kind: 'link', path: folder }),
    mayFail({ kind: 'link', path: `${folder}/driver` }),
    ...['sriov_totalvfs', 'vendor', 'device', '../../class/net/' + netdev + '/address'].map((name) =>
      mayFail(read(name.startsWith('..') ? `/sys/class/net/${netdev}/address` : `${folder}/${name}`)),
    ),
    mayFail(read(`/sys/class/net/${netdev}/mtu`)),
  ]);
  const [pci, driver, totalVfs, vendor, device, mac, mtu] = found.map((each) =>
    each.ok ? each.out.trim() : undefined,
  );
  if (pci === undefined || driver === undefined)
    throw new Compromised(`there is no network adapter "${netdev}" on this machine`);
  if (totalVfs === undefined) throw new Compromised(`the adapter "${netdev}" has no SR-IOV capability`);
  const pfDriver = last(driver);
  return {
    netdev,
    pci: last(pci),
    totalVfs: Number(totalVfs),
    vendorId: Number(vendor),
    deviceId: Number(device),
    pfDriver,
    vfDriver: await vfDriverFor(machine, pfDriver),
    mac: mac ?? '',
    mtu: Number(mtu ?? 1500),
  };
}

const last = (path: string): string => path.split('/').at(-1) ?? '';

/** VF drivers go by their PF's; a driver that serves both has one name. */
const VF_DRIVERS: Readonly<Record<string, readonly string[]>> = {
  igb: ['igbvf'],
  ixgbe: ['ixgbevf'],
  i40e: ['iavf'],
  ice: ['iavf'],
  bnx2x: ['bnx2x'],
};

async function vfDriverFor(machine: Machine, pfDriver: string): Promise<string> {
  const candidates = VF_DRIVERS[pfDriver] ?? [`${pfDriver}vf`, pfDriver];
  const listed: Step = { kind: 'list', path: '/sys/bus/pci/drivers' };
  const [drivers] = await machine.run([listed]);
  const loaded = drivers?.ok === true ? drivers.out.split('\n') : [];
  const found = candidates.find((each) => loaded.includes(each));
  if (found !== undefined) return found;
  throw new Compromised(
    `no driver for VFs of "${pfDriver}" is loaded; expected ${candidates.join(' or ')} in /sys/bus/pci/drivers`,
  );
}

/** Folder of the PF. */
export const subjectFolder = ({ pci }: Subject): string => deviceFolder(pci);
