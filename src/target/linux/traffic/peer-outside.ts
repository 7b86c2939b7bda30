import type { Machine } from '../machine';
import type { OutsidePort } from '../outside-port';

const NAME = 'outside';

/**
 * The wire's other end is a second interface of the same machine, for example one that a cable joins to the adapter's
 * port. It must be up and belong to nobody else.
 */
export async function peerOutside(
  machine: Machine,
  peer: string,
  setLink?: (up: boolean) => Promise<void>,
): Promise<OutsidePort> {
  await machine.listen([{ name: NAME, interface: peer, promiscuous: true }]);
  return new PeerOutside(machine, setLink);
}

class PeerOutside implements OutsidePort {
  private arrived: Uint8Array[] = [];

  constructor(
    private readonly machine: Machine,
    readonly setLink: OutsidePort['setLink'],
  ) {}

  /** What the peer does not take never was on the wire; then nobody receives it. */
  async send(frames: readonly Uint8Array[], gapMs: number): Promise<void> {
    await this.machine.send(NAME, frames, gapMs);
  }

  take(): readonly Uint8Array[] {
    const taken = this.arrived;
    this.arrived = [];
    return taken;
  }

  async settle(awaited: Parameters<OutsidePort['settle']>[0], longest: number): Promise<void> {
    const wish = { quiet: 0, longest, awaited: awaited.map((each) => ({ ...each, at: [NAME] })), at: [NAME] };
    for (const { bytes } of await this.machine.gather(wish)) this.arrived.push(bytes);
  }

  async close(): Promise<void> {
    await this.machine.unlisten([NAME]);
  }
}
