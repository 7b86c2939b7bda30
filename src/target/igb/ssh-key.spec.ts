import { expect } from 'chai';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { runCommand } from './run-command';
import { makeSshKey } from './ssh-key';

const base64Of = (line: string): Buffer => Buffer.from(line.split(' ')[1] ?? '', 'base64');

describe('the key of an SSH host', () => {
  it('holds its public half in both files', () => {
    const { privateKey, publicKey } = makeSshKey();
    const blob = Buffer.from(privateKey.replace(/-----.*-----|\n/g, ''), 'base64');
    expect(blob.includes(base64Of(publicKey))).to.equal(true);
    expect(base64Of(publicKey)).to.have.length(4 + 11 + 4 + 32);
  });

  it('is another one each time', () => {
    expect(makeSshKey().publicKey).not.to.equal(makeSshKey().publicKey);
  });

  it('is read by OpenSSH', async function () {
    const folder = mkdtempSync(join(tmpdir(), 'bulkhead-key-'));
    try {
      const { privateKey, publicKey } = makeSshKey();
      writeFileSync(join(folder, 'key'), privateKey, { mode: 0o600 });
      const read = await runCommand('ssh-keygen', ['-y', '-f', join(folder, 'key')]);
      if (read.code === 127) return this.skip();
      expect(base64Of(read.stdout).equals(base64Of(publicKey))).to.equal(true);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
