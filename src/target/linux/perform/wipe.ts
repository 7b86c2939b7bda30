import type { Bench } from '../bench';
import { mayFail, type Step, type StepResult } from '../machine';
import { ipEach, unbindVf, vfLink } from './devices';
import { forgettingVfs } from './forget-vfs';

const NAMESPACES: Step = mayFail({ kind: 'list', path: '/run/netns' });
const DEVICES: Step = mayFail({ kind: 'list', path: '/sys/class/net' });
/** Everything that the kit makes is called so. */
export const OWN = /^bk/;

/**
 * Takes away whatever the kit has made, also what an earlier run left behind. A namespace that goes gives its VF back to
 * the host; without a driver nothing remains of what a guest did to it. VFs stay enabled. VFs of other adapters, which
 * may have the same driver, are left alone, and so is the PF, but for what actions wrote to configuration spaces: that is
 * written back first, for drivers that are unbound after it write there too.
 * @throws Compromised when the machine does not answer.
 */
export async function wipe({ machine, subject }: Pick<Bench, 'machine' | 'subject'>): Promise<void> {
  await machine.writeBack?.();
  const vfs = Array.from({ length: subject.totalVfs }, (_, vf) => vf);
  const [namespaces, devices, ...links] = await machine.run([
    NAMESPACES,
    DEVICES,
    ...vfs.map((vf) => mayFail({ kind: 'link', path: vfLink(subject, vf) })),
  ]);
  await machine.run([
    ipEach([`link set ${subject.netdev} nomaster`, ...own(devices).map((name) => `link del ${name}`)]),
    ...links.flatMap(addressAt).map((address) => mayFail(unbindVf(subject, address))),
    ipEach([
      ...own(namespaces).map((name) => `netns del ${name}`),
      ...forgettingVfs(subject.netdev, vfs),
      `link set ${subject.netdev} promisc off`,
      `link set ${subject.netdev} up`,
    ]),
  ]);
}

const own = (listed: StepResult | undefined): readonly string[] =>
  listed?.ok === true ? listed.out.split('\n').filter((name) => OWN.test(name)) : [];

/** PCI address that a link of the PF's folder leads to; none where the VF is not enabled. */
const addressAt = (link: StepResult): readonly string[] =>
  link.ok ? link.out.trim().split('/').slice(-1) : [];
