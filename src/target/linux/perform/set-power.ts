import { configCapability } from '../readings/config-capability';
import { deviceFolder } from '../subject';
import { cannot, carryOut, done, isRefusal, type Performance, type Scene } from './performance';
import { vfAddress } from './vf-address';

const POWER_MANAGEMENT = 0x01;
/** Control and status register, from the capability's start. */
const CONTROL = 4;
const STATES = { D0: 0, D1: 1, D2: 2, D3: 3 } as const;

/** Through the power management capability of the VF, where it has one: PCI Express leaves that to the device. */
export async function setPower(scene: Scene, vf: number, state: keyof typeof STATES): Promise<Performance> {
  const address = await vfAddress(scene, vf);
  if (typeof address !== 'string') return address;
  const path = `${deviceFolder(address)}/config`;
  const space = await carryOut(scene, [{ kind: 'read', path, binary: true }]);
  if (isRefusal(space)) return space;
  const start = configCapability(Buffer.from(space[0] ?? '', 'hex'), POWER_MANAGEMENT);
  if (start === undefined) return cannot('vf-power', 'its VFs have no power management capability');
  const written = await carryOut(scene, [
    { kind: 'write', path, at: start + CONTROL, hex: STATES[state].toString(16).padStart(2, '0') },
  ]);
  return isRefusal(written) ? written : done(scene.testbed);
}
