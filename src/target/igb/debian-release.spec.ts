import { expect } from 'chai';

import { backportsOf, debianRelease, needsBackports, parseRelease } from './debian-release';

const BOOKWORM =
  'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nID=debian\n';

describe('the Debian release', () => {
  it('takes QEMU and kernel from backports on bookworm alone', () => {
    const bookworm = parseRelease(BOOKWORM);
    expect(bookworm).to.deep.equal({ number: 12, codename: 'bookworm' });
    expect(bookworm && needsBackports(bookworm)).to.equal(true);
    expect(bookworm && backportsOf(bookworm)).to.equal('bookworm-backports');
    const trixie = parseRelease('ID=debian\nVERSION_ID="13"\nVERSION_CODENAME=trixie\n');
    expect(trixie && needsBackports(trixie)).to.equal(false);
  });

  it('is newer than all numbers where it has none', () => {
    expect(parseRelease('ID=debian\nVERSION_CODENAME=forky\n')).to.deep.equal({
      number: Infinity,
      codename: 'forky',
    });
  });

  it('is none of ours on an older Debian or another system', () => {
    expect(parseRelease(BOOKWORM.replace('"12"', '"11"'))).to.equal(undefined);
    expect(parseRelease('ID=ubuntu\nID_LIKE=debian\nVERSION_ID="24.04"\n')).to.equal(undefined);
    expect(debianRelease('/nonexistent/os-release')).to.equal(undefined);
  });
});
