import { generateKeyPairSync } from 'node:crypto';

/** A key for one run: the private half as OpenSSH reads it, the public half as a line of `authorized_keys`. */
export interface SshKey {
  readonly privateKey: string;
  readonly publicKey: string;
}

const TYPE = 'ssh-ed25519';
const COMMENT = 'bulkhead';

function text(...values: readonly (string | Uint8Array)[]): Buffer {
  const parts = values.map((value) => Buffer.from(value as string));
  return Buffer.concat(parts.flatMap((part) => [number(part.length), part]));
}

function number(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

/** Unencrypted, in OpenSSH's own format, for that is the only one in which it reads Ed25519 keys. */
export function makeSshKey(): SshKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const [seed, point] = [Buffer.from(d, 'base64url'), Buffer.from(x, 'base64url')];
  const publicBlob = text(TYPE, point);
  // The same check number twice: a wrong passphrase would make them differ, but there is none.
  const secret = Buffer.concat([
    number(1),
    number(1),
    text(TYPE, point, Buffer.concat([seed, point]), COMMENT),
  ]);
  const padding = Buffer.from(Array.from({ length: -secret.length & 7 }, (_, index) => index + 1));
  const blob = Buffer.concat([
    Buffer.from('openssh-key-v1\0'),
    text('none', 'none', ''),
    number(1),
    text(publicBlob, Buffer.concat([secret, padding])),
  ]);
  const lines = blob.toString('base64').replace(/.{70}/g, '$&\n');
  return {
    privateKey: `-----BEGIN OPENSSH PRIVATE KEY-----\n${lines}\n-----END OPENSSH PRIVATE KEY-----\n`,
    publicKey: `${TYPE} ${publicBlob.toString('base64')} ${COMMENT}\n`,
  };
}
