import { expect } from 'chai';

import { parseUris } from './fetch-packages';
import { packageOfFile, parseDepends, withLibraries } from './packages';

const PRINTED = `iproute2
 |Depends: debconf
  Depends: <debconf-2.0>
    cdebconf
    debconf
  Depends: libbpf1
  Depends: libc6
debconf
  Depends: perl-base
libbpf1
  Depends: libelf1
libelf1
  Depends: libc6
  Depends: zlib1g
libc6
zlib1g
  Depends: libc6
python3.11-minimal
  PreDepends: libc6
  Depends: libpython3.11-minimal
libpython3.11-minimal
unrelated
`;

describe("the guest's packages", () => {
  const needs = parseDepends(PRINTED);

  it('are told by apt with what they need', () => {
    expect(needs.get('iproute2')).to.deep.equal(['debconf', '<debconf-2.0>', 'libbpf1', 'libc6']);
    expect(needs.get('python3.11-minimal')).to.deep.equal(['libc6', 'libpython3.11-minimal']);
  });

  it('are those that are named and their libraries, and nothing that they only recommend or are configured by', () => {
    expect(withLibraries(['iproute2', 'python3.11-minimal'], needs)).to.deep.equal([
      'iproute2',
      'libbpf1',
      'libc6',
      'libelf1',
      'libpython3.11-minimal',
      'python3.11-minimal',
      'zlib1g',
    ]);
  });

  it('tell name and version in the names of their files', () => {
    expect(packageOfFile('ethtool_1%3a6.1-1_amd64.deb')).to.deep.equal({
      name: 'ethtool',
      version: '1:6.1-1',
    });
  });

  it('are the files that apt would download', () => {
    const printed = [
      "'http://deb.debian.org/debian/pool/main/e/ethtool/ethtool_6.1-1_amd64.deb' ethtool_1%3a6.1-1_amd64.deb 196612 SHA256:ab",
      "'http://deb.debian.org/debian/pool/main/d/dash/dash_0.5.12-2_amd64.deb' dash_0.5.12-2_amd64.deb 91848 SHA256:cd",
    ].join('\n');
    expect(parseUris(printed)).to.deep.equal(['ethtool_1%3a6.1-1_amd64.deb', 'dash_0.5.12-2_amd64.deb']);
  });
});
