import { expect } from 'chai';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { failed, ok, type Result } from '../../terms/result';
import type { AdapterProfile } from '../adapter-profile';
import { adapterIds, profileFromAdapterList } from './adapter-list';
import { OVERRIDE_NAMES } from './profile-overrides';
import { profileProblem } from './profile-check';
import { REFERENCE_PROFILE, referenceProfile } from './reference-profile';
import { resolveProfile } from './resolve-profile';

const value = (result: Result<AdapterProfile>): AdapterProfile => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const error = (result: Result<AdapterProfile>): string => (result.ok ? 'no error' : result.error);

const lastVf = ({ pfRoutingId, sriov }: AdapterProfile, ari: boolean): number => {
  const { firstVfOffset, vfStride } = ari ? sriov.routing.ari : sriov.routing.noAri;
  return pfRoutingId + firstVfOffset + (sriov.totalVfs - 1) * vfStride;
};

describe('the reference profile', () => {
  it('can be run, and its last VF lies below the port in both ARI states', () => {
    expect(profileProblem(REFERENCE_PROFILE)).to.equal(undefined);
    for (const ari of [true, false])
      expect(lastVf(REFERENCE_PROFILE, ari) >> 8).to.be.at.most(REFERENCE_PROFILE.subordinateBus);
  });

  it('has blocks that can be announced and one that cannot (BLOCK-MODEL-03)', () => {
    const ids = REFERENCE_PROFILE.configBlocks.map(({ id }) => id);
    expect(ids.slice(0, 8)).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(ids.some((id) => id > 63)).to.equal(true);
  });

  it('scales with its VFs up to 65,535, which fill all Routing IDs but the PF`s', () => {
    for (const totalVfs of [1, 8, 4096, 32_000, 65_535]) {
      const profile = value(referenceProfile({ totalVfs }));
      expect(profile.sriov).to.include({ totalVfs, initialVfs: totalVfs });
      expect(profile.nicSwitch.maxVPorts).to.equal(totalVfs + 1);
      expect(profile.nicSwitch.maxQueuePairs).to.be.at.least(totalVfs + 1);
      expect(profile.nicSwitch.maxMacFilters).to.be.at.least(totalVfs + 1);
      expect(lastVf(profile, true)).to.be.at.most(0xffff);
      expect(lastVf(profile, true) >> 8).to.be.at.most(profile.subordinateBus);
    }
  });

  it('applies every override that it names', () => {
    const samples: Readonly<Record<string, number | boolean | string>> = {
      totalVfs: 8,
      initialVfs: 4,
      ari: 'no',
      firstVfOffset: 0x100,
      vfStride: 4,
      firstVfOffsetWithoutAri: 0x200,
      vfStrideWithoutAri: 1,
      functionDependencyLink: 1,
      supportedPageSizes: '0x7ff',
      systemPageSize: 0x10,
      vfBarSize: 65_536,
      pfRoutingId: '0x0200',
      subordinateBus: 9,
      pfMsixVectors: 10,
      vfMsixVectors: 5,
      maxFrameSize: 9022,
      creation: 'static',
      maxVPorts: 5,
      maxQueuePairs: 20,
      maxQueuePairsPerNondefaultVPort: 2,
      asymmetricQueuePairs: false,
      maxMacFilters: 3,
      vlanFiltering: 'off',
      receiveBuffersPerQueue: 7,
      macOnlyFilter: 'refuse',
      localForwardingWithLinkDown: false,
      pfFlrKeepsAri: false,
      unenforceablePolicy: 'suspended',
    };
    expect(Object.keys(samples).sort()).to.deep.equal([...OVERRIDE_NAMES].sort());
    for (const [name, sample] of Object.entries(samples))
      expect(value(referenceProfile({ [name]: sample })), name).not.to.deep.equal(REFERENCE_PROFILE);
  });

  it('lets later overrides change what totalVfs scaled, in any order', () => {
    expect(value(referenceProfile({ maxVPorts: 3, totalVfs: 8 })).nicSwitch.maxVPorts).to.equal(3);
  });

  it('refuses unknown names and values with one sentence', () => {
    expect(error(referenceProfile({ totalVFs: 8 }))).to.match(/no "totalVFs" \(did you mean "totalVfs"\?\)/);
    expect(error(referenceProfile({ toString: 8 }))).to.match(/no "toString"/);
    expect(error(referenceProfile({ totalVfs: 65_536 }))).to.equal(
      '"65536" is not a value of totalVfs; expected a whole number from 0 to 65535',
    );
    expect(error(referenceProfile({ totalVfs: true }))).to.match(/"true" is not a value of totalVfs/);
    expect(error(referenceProfile({ ari: 'perhaps' }))).to.match(/expected yes or no/);
    expect(error(referenceProfile({ creation: 'later' }))).to.match(/expected static or dynamic/);
  });

  it('refuses combinations that no adapter can have', () => {
    expect(error(referenceProfile({ firstVfOffset: 0 }))).to.match(
      /First VF Offset is 0 .*collides with its PF/,
    );
    expect(error(referenceProfile({ vfStride: 0 }))).to.match(/VF Stride is 0/);
    expect(error(referenceProfile({ initialVfs: 65 }))).to.match(
      /InitialVFs is 65; expected at most TotalVFs/,
    );
    expect(error(referenceProfile({ systemPageSize: 0x4 }))).to.match(/0x4 is not among .* 0x553/);
    expect(error(referenceProfile({ systemPageSize: 0x3 }))).to.match(/exactly one bit/);
    expect(error(referenceProfile({ vfBarSize: 5000 }))).to.match(/expected a power of two/);
    expect(error(referenceProfile({ firstVfOffset: 0xfef0 }))).to.match(/VF 9 of 64 would wrap round/);
  });
});

describe('the adapter list', () => {
  it('gives a profile that can be run for each adapter whose registers were seen, and a reason for the others', () => {
    const refused: string[] = [];
    for (const id of adapterIds()) {
      const profile = profileFromAdapterList(id);
      if (profile.ok) expect(profileProblem(profile.value), id).to.equal(undefined);
      else refused.push(profile.error);
    }
    expect(refused).to.have.length(4);
    expect(refused.filter((each) => each.includes('only documentation'))).to.have.length(3);
    expect(refused.filter((each) => each.includes('shows no SR-IOV capability'))).to.have.length(1);
  });

  it('takes the registers as they were read, and names what it assumed', () => {
    const profile = value(profileFromAdapterList('intel-82599es'));
    expect(profile).to.deep.include({
      vendorId: 0x8086,
      deviceId: 0x10fb,
      vfDeviceId: 0x10ed,
      pfRoutingId: 0x0300,
      ari: false,
      pfMsixVectors: 64,
    });
    expect(profile.sriov).to.deep.include({
      capabilityOffset: 0x160,
      totalVfs: 64,
      supportedPageSizes: 0x553,
    });
    expect(profile.sriov.routing).to.deep.equal({
      ari: { firstVfOffset: 128, vfStride: 2 },
      noAri: { firstVfOffset: 384, vfStride: 2 },
    });
    expect(profile.sriov.vfBars.map(({ size }) => size)).to.deep.equal([16384, 16384]);
    expect(profile.assumptions?.some((each) => each.startsWith('First VF Offset 128'))).to.equal(true);
  });

  it('gives an adapter no more buses than the port above it had (PCIE-RID-08)', () => {
    const quad = value(profileFromAdapterList('intel-82576-et-quad'));
    expect(quad.subordinateBus).to.equal(7);
    expect(lastVf(quad, false) >> 8).to.equal(8);
    expect(quad.assumptions?.some((each) => each.startsWith('subordinate bus'))).to.equal(false);
    const alone = value(profileFromAdapterList('intel-82576'));
    expect(alone.assumptions?.some((each) => each.startsWith('subordinate bus'))).to.equal(true);
  });

  it('tells the ARI state of a PF above the lowest by its First VF Offset', () => {
    const far = value(profileFromAdapterList('intel-x710-4port'));
    expect(far.ari).to.equal(false);
    expect(far.sriov.routing.noAri.firstVfOffset).to.equal(334);
    const near = value(profileFromAdapterList('mellanox-connectx7-2port-pf1'));
    expect(near.ari).to.equal(true);
    expect(near.sriov.routing.ari.firstVfOffset).to.equal(9);
  });

  it('names the nearest adapter for an unknown one, and all it has', () => {
    const message = error(profileFromAdapterList('intel-82599e'));
    expect(message).to.match(/no "intel-82599e" \(did you mean "intel-82599es"\?\)/);
    expect(message).to.include('qemu-igb');
  });
});

describe('resolving a profile', () => {
  const samples = join(__dirname, 'lspci-samples');
  const readFile = (file: string): Result<string> =>
    file === 'gone.txt' ? failed('no such file') : ok(readFileSync(join(samples, file), 'utf8'));

  it('reads each kind of source, and applies overrides to it', () => {
    expect(value(resolveProfile({ kind: 'reference' }, readFile))).to.deep.equal(REFERENCE_PROFILE);
    const listed = resolveProfile({ kind: 'adapter-list', id: 'qemu-igb' }, readFile, { totalVfs: 4 });
    expect(value(listed).sriov.totalVfs).to.equal(4);
    const dumped = resolveProfile({ kind: 'lspci', file: 'qemu-igb.pf-after.txt' }, readFile);
    expect(value(dumped)).to.include({ id: 'qemu-igb.pf-after.txt', vfDeviceId: 0x10ca });
  });

  it('names a file that cannot be read', () => {
    expect(error(resolveProfile({ kind: 'lspci', file: 'gone.txt' }, readFile))).to.equal(
      'cannot read "gone.txt": no such file',
    );
  });
});
