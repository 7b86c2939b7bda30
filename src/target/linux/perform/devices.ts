import { exec, mayFail, read, write, type Step } from '../machine';
import { deviceFolder, type Subject } from '../subject';

export const ip = (...argv: readonly string[]): Step => exec('ip', ...argv);
export const bridge = (...argv: readonly string[]): Step => exec('bridge', ...argv);
/** Several commands of one program in one process: each start of a process costs tens of milliseconds when emulated. */
export const ipBatch = (lines: readonly string[]): Step => batch('ip', lines);
export const bridgeBatch = (lines: readonly string[]): Step => batch('bridge', lines);

/** @param namespace of a guest; absent: of the host. */
export const setLink = (up: boolean, device: string, namespace?: string): Step =>
  ip(...(namespace === undefined ? [] : ['-n', namespace]), 'link', 'set', device, up ? 'up' : 'down');

/** Each of them whatever becomes of the others. */
export const ipEach = (lines: readonly string[]): Step => mayFail(batch('ip', lines, '-force'));
export const bridgeEach = (lines: readonly string[]): Step => mayFail(batch('bridge', lines, '-force'));

const batch = (program: string, lines: readonly string[], ...options: readonly string[]): Step => ({
  kind: 'exec',
  argv: [program, ...options, '-batch', '-'],
  input: `${lines.join('\n')}\n`,
});

/** The driver of a VF lets go of it. @param address on the PCI bus. */
export const unbindVf = ({ vfDriver }: Subject, address: string): Step =>
  write(`/sys/bus/pci/drivers/${vfDriver}/unbind`, address);

const attribute = (subject: Subject, name: string): string => `${deviceFolder(subject.pci)}/${name}`;
export const vfLink = (subject: Subject, vf: number): string => attribute(subject, `virtfn${vf}`);

const carrier = (subject: Subject, within: number): Step => ({
  kind: 'wait-carrier',
  interface: subject.netdev,
  within,
});

/** The PF is up with carrier before VFs are enabled, and VFs get their driver one by one (not by themselves). */
export const enableVfs = (subject: Subject, numVfs: number, within: number): readonly Step[] => [
  setLink(true, subject.netdev),
  carrier(subject, within),
  write(attribute(subject, 'sriov_drivers_autoprobe'), '0'),
  ...(numVfs === 0 ? [] : [write(attribute(subject, 'sriov_numvfs'), String(numVfs))]),
  carrier(subject, within),
  write(attribute(subject, 'sriov_drivers_autoprobe'), '1'),
];

export const disableVfs = (subject: Subject): readonly Step[] => [
  mayFail(write(attribute(subject, 'sriov_numvfs'), '0')),
];

export const readNumVfs = (subject: Subject): Step => read(attribute(subject, 'sriov_numvfs'));
