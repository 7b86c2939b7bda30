import type { Bench } from '../bench';
import { mayFail, type Step } from '../machine';
import { ip } from './devices';

const NAMESPACES: Step = mayFail({ kind: 'list', path: '/run/netns' });
const DEVICES: Step = { kind: 'list', path: '/sys/class/net' };
/** Everything that the kit makes is called so. */
export const OWN = /^bk/;

/**
 * Takes away whatever the kit has made, also what an earlier run left behind. A namespace that goes gives its VF back to
 * the host; without a driver nothing remains of what a guest did to it. VFs stay enabled.
 */
export async function wipe({ machine, subject }: Bench): Promise<void> {
  const [namespaces, devices] = await machine.run([NAMESPACES, DEVICES]);
  const own = (result: typeof devices): readonly string[] =>
    result?.ok === true ? result.out.split('\n').filter((name) => OWN.test(name)) : [];
  const vfs = Array.from({ length: subject.totalVfs }, (_, vf) => vf);
  await machine.run([
    mayFail(ip('link', 'set', subject.netdev, 'nomaster')),
    ...own(devices).map((name) => mayFail(ip('link', 'del', name))),
    ...(await boundVfs({ machine, subject })).map((address) =>
      mayFail({ kind: 'write', path: `/sys/bus/pci/drivers/${subject.vfDriver}/unbind`, text: address }),
    ),
    ...own(namespaces).map((name) => mayFail(ip('netns', 'del', name))),
    mayFail(forgetVfs(subject.netdev, vfs)),
    mayFail(ip('link', 'set', subject.netdev, 'promisc', 'off')),
    mayFail(ip('link', 'set', subject.netdev, 'up')),
  ]);
}

/** What the administrator has set for VFs, back to nothing; those that are not enabled have nothing. */
export const forgetVfs = (netdev: string, vfs: readonly number[]): Step => ({
  kind: 'exec',
  argv: ['ip', '-force', '-batch', '-'],
  input: vfs
    .map((vf) => `link set ${netdev} vf ${vf} mac 00:00:00:00:00:00 vlan 0 spoofchk on state auto\n`)
    .join(''),
});

async function boundVfs({
  machine,
  subject,
}: Pick<Bench, 'machine' | 'subject'>): Promise<readonly string[]> {
  const [bound] = await machine.run([
    mayFail({ kind: 'list', path: `/sys/bus/pci/drivers/${subject.vfDriver}` }),
  ]);
  return bound?.ok === true ? bound.out.split('\n').filter((name) => /^[0-9a-f]{4}:/.test(name)) : [];
}
