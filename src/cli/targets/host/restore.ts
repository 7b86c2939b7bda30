import { exec, mayFail, type Step } from '../../../target/linux/machine';
import { deviceFolder } from '../../../target/linux/subject';
import type { HostState, NetdevState } from './host-state';

const ip = (...argv: readonly string[]): Step => mayFail(exec('ip', ...argv));
const shell = (script: string): Step => mayFail(exec('sh', '-c', script));
const set = (path: string, text: string): Step => mayFail({ kind: 'write', path, text });

/**
 * Puts a host back as it was. Complete in itself and repeatable: the agent there carries it out alone when the kit is
 * gone, whatever the kit was doing then. VFs were refused at the start, so there were none.
 */
export function restoreSteps({ subject, pf, outside, autoprobe }: HostState): readonly Step[] {
  const folder = deviceFolder(subject.pci);
  return [
    ip('link', 'set', pf.netdev, 'nomaster'),
    shell('for each in /sys/class/net/bk*; do [ -e "$each" ] && ip link del "${each##*/}"; done; true'),
    shell(
      `for each in ${folder}/virtfn*; do [ -e "$each/driver" ] && basename "$(readlink -f "$each")" > "$each/driver/unbind"; done; true`,
    ),
    shell('for each in /run/netns/bk*; do [ -e "$each" ] && ip netns del "${each##*/}"; done; true'),
    set(`${folder}/sriov_numvfs`, '0'),
    set(`${folder}/sriov_drivers_autoprobe`, autoprobe),
    ...restoreNetdev(pf),
    ...restoreNetdev(outside),
  ];
}

function restoreNetdev(device: NetdevState): readonly Step[] {
  const { netdev } = device;
  return [
    ip('link', 'set', netdev, 'mtu', String(device.mtu)),
    ip('link', 'set', netdev, 'promisc', device.promiscuous ? 'on' : 'off'),
    ip('link', 'set', netdev, 'allmulticast', device.allMulticast ? 'on' : 'off'),
    ip('link', 'set', netdev, device.up ? 'up' : 'down'),
    ...device.addresses.map((address) => ip('addr', 'replace', address, 'dev', netdev)),
    ...device.routes.map(({ family, words }) => ip(family, 'route', 'replace', ...words)),
  ];
}

/** What is not as it was, one sentence each. */
export function notPutBack(was: HostState, is: HostState): readonly string[] {
  const told = (what: string, before: unknown, after: unknown): readonly string[] =>
    String(before) === String(after) ? [] : [`${what} is ${String(after)} and was ${String(before)}`];
  return [
    ...told(`number of VFs of ${was.pf.netdev}`, was.numVfs, is.numVfs),
    ...told(`sriov_drivers_autoprobe of ${was.pf.netdev}`, was.autoprobe, is.autoprobe),
    ...[was.pf, was.outside].flatMap((before, at) => {
      const after = at === 0 ? is.pf : is.outside;
      return FACETS.flatMap(([what, of]) => told(`${what} of ${before.netdev}`, of(before), of(after)));
    }),
  ];
}

const FACETS: readonly (readonly [string, (device: NetdevState) => unknown])[] = [
  ['MTU', ({ mtu }) => mtu],
  ['state', ({ up }) => (up ? 'up' : 'down')],
  ['promiscuous mode', ({ promiscuous }) => (promiscuous ? 'on' : 'off')],
  ['all-multicast mode', ({ allMulticast }) => (allMulticast ? 'on' : 'off')],
  ['list of addresses', ({ addresses }) => [...addresses].sort().join(', ') || 'empty'],
  [
    'list of devices on it',
    ({ carries }) => [...carries].filter((each) => !/^bk/.test(each)).join(', ') || 'empty',
  ],
];
