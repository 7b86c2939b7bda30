import { createServer, type Socket } from 'node:net';

/** A UNIX socket that takes one connection. */
export interface Listening {
  readonly connected: Promise<Socket>;
  close(): void;
}

/** Resolves once it listens, so that QEMU may be started. A connection that never comes leaves `connected` pending. */
export async function listenOnce(path: string): Promise<Listening> {
  const server = createServer();
  const connected = new Promise<Socket>((resolve) => {
    server.once('connection', (socket) => {
      server.close();
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
  return { connected, close: () => void server.close() };
}

/**
 * The first line that comes, put back in front of the stream. Read by asking and not by `data`, for then the stream is as
 * new afterwards: the next listener starts it.
 */
export function firstLine(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const take = (): void => {
      for (let chunk = socket.read() as Buffer | null; chunk !== null; chunk = socket.read() as Buffer | null)
        chunks.push(chunk);
      const all = Buffer.concat(chunks);
      if (!all.includes(0x0a)) return;
      socket.off('readable', take).off('close', gone);
      socket.unshift(all);
      resolve(all.toString('utf8', 0, all.indexOf(0x0a)));
    };
    const gone = (): void => reject(new Error('the agent hung up before it was ready'));
    socket.on('readable', take).once('close', gone);
  });
}
