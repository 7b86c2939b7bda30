import { expect } from 'chai';

import { cpioArchive, readCpio, type GuestFile } from './cpio';

const FILES: readonly GuestFile[] = [
  { kind: 'directory', path: 'etc', mode: 0o755 },
  { kind: 'file', path: 'etc/name', content: Buffer.from('seven b'), mode: 0o644 },
  { kind: 'file', path: 'init', content: Buffer.from('#!/bin/sh\n'), mode: 0o755 },
  { kind: 'link', path: 'bin', to: 'usr/bin' },
  { kind: 'file', path: 'empty', content: Buffer.alloc(0), mode: 0o600 },
];

describe('the cpio archive', () => {
  it('is read back as it was written', () => {
    expect(readCpio(cpioArchive(FILES))).to.deep.equal(FILES);
  });

  it('begins every entry with the magic number at a multiple of four bytes', () => {
    const archive = cpioArchive([{ kind: 'file', path: 'a', content: Buffer.from('x') }]);
    expect(archive.length % 4).to.equal(0);
    expect(archive.toString('latin1', 0, 6)).to.equal('070701');
    // 110 bytes of header and "a\0" make 112; one byte of content and three of padding follow.
    expect(archive.toString('latin1', 116, 122)).to.equal('070701');
  });

  it('gives the same bytes for the same files', () => {
    expect(cpioArchive(FILES).equals(cpioArchive(FILES))).to.equal(true);
  });
});
