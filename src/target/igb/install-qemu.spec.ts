import { expect } from 'chai';

import { archiveIn } from './install-qemu';
import { isRecent, parseQemuVersion } from './qemu-version';

describe('QEMU on this machine', () => {
  it('is recent enough from version 8 on', () => {
    const version = parseQemuVersion('QEMU emulator version 10.0.2 (Debian 1:10.0.2+ds-2)\nCopyright');
    expect(version).to.equal('10.0.2');
    expect(['7.2.17', '8.0.0', '10.0.2'].map(isRecent)).to.deep.equal([false, true, true]);
    expect(parseQemuVersion('')).to.equal(undefined);
  });

  it('is installed from the archive that the machine uses already', () => {
    const policy = [
      'Package files:',
      ' 500 https://deb.nodesource.com/node_20.x nodistro/main amd64 Packages',
      ' 500 http://mirror.example/debian bookworm-updates/main amd64 Packages',
      ' 500 http://mirror.example/debian bookworm/main amd64 Packages',
    ].join('\n');
    expect(archiveIn(policy, 'bookworm')).to.equal('http://mirror.example/debian');
    expect(archiveIn('', 'bookworm')).to.equal('http://deb.debian.org/debian');
  });
});
