import type { Capability, Lacks } from '../target';
import { Compromised, mayFail, type Machine, type Step, type StepResult } from './machine';
import { NOTHING_SET, type VfSetting } from './perform/forget-vfs';
import { enableVfs, ip, ipBatch, readNumVfs, vfLink } from './perform/devices';
import { configCapability } from './readings/config-capability';
import { deviceFolder, type Subject } from './subject';

const POWER_MANAGEMENT = 0x01;
/** Interrupt Line: a VF has none, and what stands there means nothing to it (SR-IOV 1.1, 3.4.1.19). */
const INTERRUPT_LINE = 0x3c;

/** VFs that most scenarios of a real machine want. */
const USUAL_VFS = 6;

/**
 * Tries on a VF that nobody uses what not every adapter can, each time setting what is set already. VFs that it has to
 * enable for that stay: to change their number takes drivers seconds, and the first scenario mostly wants just these.
 * Whoever puts the machine back disables them with those of the scenarios.
 * @param within milliseconds that the PF's link may take to come up.
 * @throws Compromised where this machine can hold no guests, or no VF comes.
 */
export async function probeAbilities(machine: Machine, subject: Subject, within: number): Promise<Lacks> {
  await tryGuest(machine);
  const [enabled] = await machine.run([readNumVfs(subject)]);
  if (enabled?.ok === true && enabled.out.trim() === '0') await enableSome(machine, subject, within);
  return lacksOf(machine, subject);
}

async function enableSome(machine: Machine, subject: Subject, within: number): Promise<void> {
  const numVfs = Math.min(USUAL_VFS, subject.totalVfs);
  const failed = firstFailed(await machine.run(enableVfs(subject, numVfs, within)));
  if (failed !== undefined)
    throw new Compromised(`no VF of "${subject.netdev}" can be enabled${because(failed)}`);
}

const firstFailed = (results: readonly StepResult[]): StepResult | undefined =>
  results.find((each) => !each.ok);

const GUEST = 'bkprobe';

/** Namespaces, veth pairs and bridges that filter VLANs: without one of them there are no partitions at all. */
async function tryGuest(machine: Machine): Promise<void> {
  const results = await machine.run([
    ipBatch([
      `netns add ${GUEST}`,
      `link add ${GUEST} type veth peer name syn0 netns ${GUEST}`,
      `link add ${GUEST}b type bridge vlan_filtering 1`,
    ]),
  ]);
  await machine.run([`link del ${GUEST}`, `link del ${GUEST}b`, `netns del ${GUEST}`].map(away));
  const failed = firstFailed(results);
  if (failed !== undefined)
    throw new Compromised(
      `this machine can hold no guests (namespaces, veth pairs and bridges that filter VLANs)${because(failed)}`,
    );
}

const away = (words: string): Step => mayFail(ip(...words.split(' ')));

async function lacksOf(machine: Machine, subject: Subject): Promise<Lacks> {
  const [link] = await machine.run([mayFail({ kind: 'link', path: vfLink(subject, 0) })]);
  if (link?.ok !== true)
    throw new Compromised(`no VF of "${subject.netdev}" is there although VFs are enabled${because(link)}`);
  const folder = deviceFolder(link.out.trim().split('/').at(-1) ?? '');
  const config = `${folder}/config`;
  const [space, files] = await machine.run([
    mayFail({ kind: 'read', path: config, binary: true }),
    mayFail({ kind: 'list', path: folder }),
  ]);
  const bytes = Buffer.from(space?.ok === true ? space.out.trim() : '', 'hex');
  const line = bytes.subarray(INTERRUPT_LINE, INTERRUPT_LINE + 1).toString('hex') || '00';
  const [written, ...set] = await machine.run([
    mayFail({ kind: 'write', path: config, hex: line, at: INTERRUPT_LINE }),
    ...SETTINGS.map(({ setting }) => mayFail(setNothing(subject, setting))),
  ]);
  const lacks = new Map<Capability, string>();
  const reset = files?.ok === true && files.out.split('\n').includes('reset');
  if (!reset) lacks.set('vf-reset', 'the kernel knows no way to reset a VF of it');
  if (configCapability(bytes, POWER_MANAGEMENT) === undefined)
    lacks.set('vf-power', 'its VFs have no power management capability');
  if (written?.ok !== true)
    lacks.set('config-space', `the kernel lets nobody write configuration space${because(written)}`);
  for (const [at, { lacking, what }] of SETTINGS.entries())
    if (set[at]?.ok !== true) lacks.set(lacking, `the PF driver sets ${what}${because(set[at])}`);
  return lacks;
}

const SETTINGS: readonly { setting: VfSetting; lacking: Capability; what: string }[] = [
  { setting: 'mac', lacking: 'vf-path', what: 'no address for a VF' },
  { setting: 'vlan', lacking: 'vlan-policy', what: 'no VLAN for a VF' },
  { setting: 'spoofchk', lacking: 'spoof-policy', what: 'no spoof check for a VF' },
];

const setNothing = ({ netdev }: Subject, setting: VfSetting): Step =>
  ip('link', 'set', netdev, 'vf', '0', setting, NOTHING_SET[setting]);

const because = (result: StepResult | undefined): string => (result?.ok === false ? `: ${result.words}` : '');
