import type { Socket } from 'node:net';
import { setTimeout } from 'node:timers/promises';

import { READY_AGAIN } from '../linux/agent-answer';
import { firstLine, listenOnce, type Listening } from './listen-once';
import type { QemuOptions } from './qemu';
import { qmpOver, type Qmp } from './qmp';
import { connectBackToBack, wireEnd, type WireEnd } from './wire-end';

/** What is open for QEMU to connect to. */
export interface Doors {
  readonly agent: Listening;
  readonly qmp: Listening;
  readonly wire: Listening;
  /** The wire of `outside0`, on a machine that has it. */
  readonly outside: Listening | undefined;
}

export interface Connections {
  readonly channel: Socket;
  readonly control: Qmp;
  readonly outside: WireEnd;
  /** Hangs up everywhere. */
  close(): void;
}

export async function openDoors({ sockets, host }: QemuOptions): Promise<Doors> {
  return {
    agent: await listenOnce(sockets.agent),
    qmp: await listenOnce(sockets.qmp),
    wire: await listenOnce(sockets.wire),
    outside: host && (await listenOnce(host.wire)),
  };
}

export const closeDoors = (doors: Doors): void =>
  Object.values(doors).forEach((door?: Listening) => door?.close());

/**
 * Resolves when QEMU has connected everywhere and the agent has spoken.
 * @param resumes QEMU loads a machine whose agent has spoken before.
 */
export async function connections(doors: Doors, resumes = false): Promise<Connections> {
  const [channel, qmp, wire] = await Promise.all([
    doors.agent.connected,
    doors.qmp.connected,
    doors.wire.connected,
  ]);
  const control = qmpOver(qmp);
  const outside = wireEnd(wire);
  const peer = doors.outside && wireEnd(await doors.outside.connected);
  if (peer !== undefined) connectBackToBack(outside, peer);
  await control.execute('qmp_capabilities');
  if (resumes) await goOn(control, channel);
  await firstLine(channel);
  const close = (): void => [channel, qmp, wire].forEach((socket) => socket.destroy());
  return { channel, control, outside, close };
}

/** Milliseconds between two questions whether a machine is loaded, which takes some hundred. */
const PAUSE = 5;

async function goOn(control: Qmp, channel: Socket): Promise<void> {
  while (await isLoading(control)) await setTimeout(PAUSE);
  await control.execute('cont');
  channel.write(READY_AGAIN);
}

async function isLoading(control: Qmp): Promise<boolean> {
  const { status } = (await control.execute('query-status')) as { readonly status: string };
  return status === 'inmigrate';
}
