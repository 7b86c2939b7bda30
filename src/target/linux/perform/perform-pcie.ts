import type { FunctionRef, PcieAction } from '../../../isolation/action';
import { unreachable } from '../../../terms/result';
import { deviceFolder } from '../subject';
import { heldVf } from '../known-names';
import { resetFunction } from './reset-vf';
import { cannot, carryOut, done, isRefusal, type Performance, type Refusal, type Scene } from './performance';
import { vfAddress } from './vf-address';

type Of<K extends PcieAction['kind']> = Extract<PcieAction, { kind: K }>;

/** Through sysfs: configuration spaces and resets; memory of a function belongs to its driver. */
export async function performPcie(scene: Scene, action: PcieAction): Promise<Performance> {
  switch (action.kind) {
    case 'config-read':
      return readConfig(scene, action);
    case 'config-write':
      return writeConfig(scene, action);
    case 'function-level-reset':
      return reset(scene, action.function);
    case 'set-link':
      return setLink(scene, action.up);
    case 'register-read':
    case 'register-write':
    case 'memory-read':
    case 'memory-write':
      return cannot('registers', 'registers of a function belong to the driver that is bound to it');
    case 'conventional-reset':
      return cannot('registers', 'the slot of the adapter cannot be reset alone');
    case 'hold-completions':
      return cannot('dma-observation', 'memory of this machine cannot hold back its answers');
    default:
      return unreachable(action);
  }
}

const configOf = (folder: string): string => `${folder}/config`;

async function folderOf(scene: Scene, ref: FunctionRef): Promise<string | Refusal> {
  if (ref.kind === 'pf') return deviceFolder(scene.bench.subject.pci);
  const address = await vfAddress(scene, heldVf(scene.testbed, ref.vf));
  return typeof address === 'string' ? deviceFolder(address) : address;
}

async function reset(scene: Scene, ref: FunctionRef): Promise<Performance> {
  const folder = await folderOf(scene, ref);
  return typeof folder === 'string' ? resetFunction(scene, folder) : folder;
}

async function readConfig(scene: Scene, action: Of<'config-read'>): Promise<Performance> {
  if (action.by === 'guest') return cannot('oid-boundary', 'guests here read configuration space themselves');
  const folder = await folderOf(scene, action.function);
  if (typeof folder !== 'string') return folder;
  const results = await carryOut(scene, [{ kind: 'read', path: configOf(folder), binary: true }]);
  if (isRefusal(results)) return results;
  const space = Buffer.from(results[0] ?? '', 'hex');
  const value =
    action.offset + action.width <= space.length
      ? space.readUIntLE(action.offset, action.width)
      : allOnes(action.width);
  // Sentences read fields as an adapter answers them; whether a request was unsupported the kernel does not tell.
  return { kind: 'done', testbed: scene.testbed, value: { value, unsupportedRequest: false } };
}

/** What a read of so many bytes beyond the space gives. */
const allOnes = (width: number): number => 2 ** (8 * width) - 1;

async function writeConfig(scene: Scene, action: Of<'config-write'>): Promise<Performance> {
  if (action.by === 'guest')
    return cannot('oid-boundary', 'guests here write configuration space themselves');
  const bytes = Buffer.alloc(action.width);
  bytes.writeUIntLE(action.value, 0, action.width);
  const folder = await folderOf(scene, action.function);
  if (typeof folder !== 'string') return folder;
  const results = await carryOut(scene, [
    { kind: 'write', path: configOf(folder), at: action.offset, hex: bytes.toString('hex'), putBack: true },
  ]);
  return isRefusal(results) ? results : done(scene.testbed);
}

/** The cable is pulled outside; the adapter and its drivers notice by themselves. */
async function setLink(scene: Scene, up: boolean): Promise<Performance> {
  const { outside, subject, pace } = scene.bench;
  if (outside.setLink === undefined) return cannot('link-control', 'nobody can pull this cable');
  await outside.setLink(up);
  const results = await carryOut(scene, [
    { kind: 'wait-carrier', interface: subject.netdev, running: up, within: pace.carrier },
  ]);
  if (isRefusal(results)) return results;
  const { adapter } = scene.testbed;
  return done({
    ...scene.testbed,
    adapter: adapter && { ...adapter, wire: up ? 'up' : 'down' },
  });
}
