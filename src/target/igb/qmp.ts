import type { Socket } from 'node:net';

import type { Json } from '../../terms/json';

/** QEMU's control channel (QMP): commands one after the other, answers in their order. */
export interface Qmp {
  /** The command's return value; rejects with QEMU's own words when it refuses, or when QEMU has gone. */
  execute(command: string, args?: Readonly<Record<string, Json>>): Promise<Json>;
}

/** QEMU hung up; its process tells why. */
export class QemuGone extends Error {}

interface Pending {
  readonly resolve: (value: Json) => void;
  readonly reject: (error: Error) => void;
}

interface Answer {
  readonly return?: Json;
  readonly error?: { readonly class: string; readonly desc: string };
}

export function qmpOver(socket: Socket): Qmp {
  const waiting: Pending[] = [];
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    lines.filter((line) => line.trim() !== '').forEach((line) => answer(JSON.parse(line) as Answer, waiting));
  });
  socket.on('close', () => waiting.splice(0).forEach(({ reject }) => reject(new QemuGone('QEMU has ended'))));
  const execute: Qmp['execute'] = (command, args = {}) =>
    new Promise((resolve, reject) => {
      if (socket.destroyed) return reject(new QemuGone(`QEMU has ended, and cannot do ${command}`));
      waiting.push({ resolve, reject: (error) => reject(named(command, error)) });
      socket.write(`${JSON.stringify({ execute: command, arguments: args })}\n`);
    });
  return { execute };
}

function named(command: string, error: Error): Error {
  const message = `${command}: ${error.message}`;
  return error instanceof QemuGone ? new QemuGone(message) : new Error(message);
}

/** Greeting and events answer nothing, and are passed over. */
function answer(message: Answer, waiting: Pending[]): void {
  if (message.error !== undefined) waiting.shift()?.reject(new Error(message.error.desc));
  else if (message.return !== undefined) waiting.shift()?.resolve(message.return);
}
