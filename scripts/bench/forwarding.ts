import { forwardBurst } from '../../src/device/nic-switch/forward';
import { vportDoor, type ForwardingGates } from '../../src/device/nic-switch/forwarding';
import type { NicSwitch } from '../../src/device/nic-switch/nic-switch';
import { setFilter } from '../../src/device/nic-switch/set-filter';
import { done, macOf, nicSwitchProfile, switchWithVfs } from '../../src/device/nic-switch/nic-switch.fixture';
import { filterId, vportId } from '../../src/terms/switch-ids';
import { ETHERTYPE, type Frame } from '../../src/wire/frame';

const BURST = 256;
const VLAN = 10;
const PAYLOAD = new Uint8Array(46);
const WARM_UP_FRAMES = 200_000;
const MEASURED_FRAMES = 1_000_000;
const ROUNDS = 5;
const GATES: ForwardingGates = { linkUp: true, receiveMode: () => undefined };

/**
 * Unicast from VF to VF on one access VLAN, in bursts of 256 from one VF to others at random: source check, tag on, look
 * up, tag off, counters of both VPorts. The best of five rounds, in frames per second of one core.
 */
export function measureForwarding(vfs: number, filtersPerVf: number): number {
  const nicSwitch = populated(vfs, filtersPerVf);
  const bursts = burstsAmong(vfs, filtersPerVf);
  run(nicSwitch, bursts, WARM_UP_FRAMES);
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    run(nicSwitch, bursts, MEASURED_FRAMES);
    best = Math.max(best, (MEASURED_FRAMES / (performance.now() - start)) * 1000);
  }
  return Math.round(best);
}

interface Burst {
  readonly sender: number;
  readonly frames: readonly Frame[];
}

function run(nicSwitch: NicSwitch, bursts: readonly Burst[], frames: number): void {
  let state = nicSwitch;
  let delivered = 0;
  for (let sent = 0, at = 0; sent < frames; sent += BURST, at = (at + 1) % bursts.length) {
    const burst = bursts[at];
    if (burst === undefined) throw new Error('cannot happen: bursts are indexed modulo their number');
    const forwarded = forwardBurst(state, vportDoor(vportId(burst.sender + 1)), burst.frames, GATES);
    state = forwarded.nicSwitch;
    for (const { deliveries } of forwarded.results) delivered += deliveries.length;
  }
  if (delivered < frames) throw new Error(`only ${delivered} of ${frames} frames were delivered`);
}

function populated(vfs: number, filtersPerVf: number): NicSwitch {
  const profile = nicSwitchProfile({ vfs, filters: vfs * filtersPerVf });
  let state = switchWithVfs(vfs, profile);
  for (let vf = 0; vf < vfs; vf++)
    for (let nth = 0; nth < filtersPerVf; nth++) {
      const filter = filterId(vf * filtersPerVf + nth + 1);
      const vlan = { kind: 'id', id: VLAN } as const;
      state = done(setFilter(state, { filter, vport: vportId(vf + 1), mac: macOf(vf, nth), vlan }));
    }
  return state;
}

/** Enough bursts that at 4,096 VFs most filters are met; frames are fresh objects with fresh strings. */
function burstsAmong(vfs: number, filtersPerVf: number): readonly Burst[] {
  const random = numbers(1);
  return Array.from({ length: 256 }, () => {
    const sender = random() % vfs;
    return {
      sender,
      frames: Array.from({ length: BURST }, () => frameFrom(sender, vfs, filtersPerVf, random)),
    };
  });
}

function frameFrom(sender: number, vfs: number, filtersPerVf: number, random: () => number): Frame {
  const receiver = (sender + 1 + (random() % (vfs - 1))) % vfs;
  return {
    destination: macOf(receiver, random() % filtersPerVf),
    source: macOf(sender, random() % filtersPerVf),
    etherType: ETHERTYPE.experimental,
    payload: PAYLOAD,
  };
}

/** Linear congruential, for runs that are alike. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) >>> 8;
}

if (require.main === module)
  for (const [vfs, filtersPerVf] of [
    [8, 1],
    [8, 16],
    [4096, 16],
  ] as const)
    console.log(
      `${vfs} VFs, ${vfs * filtersPerVf} filters: ${measureForwarding(vfs, filtersPerVf)} frames/s`,
    );
