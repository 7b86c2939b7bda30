import { Compromised, mayFail, read, type Machine, type Step } from './machine';
import type { Subject } from './subject';

/**
 * What the adapter is, from the machine itself.
 * @param netdev network device of the PF, for example `eth0`.
 * @throws Compromised when there is no such device, it has no SR-IOV, or no driver for its VFs is loaded.
 */
export async function probeSubject(machine: Machine, netdev: string): Promise<Subject> {
  const folder = `/sys/class/net/${netdev}`;
  const attributes = ['device/sriov_totalvfs', 'device/vendor', 'device/device', 'address', 'mtu'];
  const found = await machine.run([
    mayFail({ kind: 'link', path: `${folder}/device` }),
    mayFail({ kind: 'link', path: `${folder}/device/driver` }),
    ...attributes.map((name) => mayFail(read(`${folder}/${name}`))),
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
