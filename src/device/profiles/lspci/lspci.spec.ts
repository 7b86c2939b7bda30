import { expect } from 'chai';
import fc from 'fast-check';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AdapterProfile } from '../../adapter-profile';
import type { Result } from '../../../terms/result';
import { adapterIds, profileFromAdapterList } from '../adapter-list';
import { profileProblem } from '../profile-check';
import { profileFromLspci, type LspciOptions } from './profile-from-lspci';

const SAMPLES = join(__dirname, '..', 'lspci-samples');
const sample = (name: string): string => readFileSync(join(SAMPLES, name), 'utf8');
const PF_HEX = sample('qemu-igb.pf-after.txt');
const PF_TEXT = sample('qemu-igb.all-before.txt');

/** Dumps of real adapters are other people's output and stay out of this repository. */
const SHARED = join(__dirname, '../../../../../shared/data/lspci');
const DUMPS = existsSync(SHARED) ? readdirSync(SHARED).filter((file) => file.endsWith('.txt')) : [];

const value = (result: Result<AdapterProfile>): AdapterProfile => {
  if (!result.ok) throw new Error(result.error);
  return result.value;
};
const error = (text: string, options: LspciOptions = {}): string => {
  const profile = profileFromLspci(text, { file: 'nic.txt', ...options });
  return profile.ok ? 'no error' : profile.error;
};

/** What a dump and the adapter list both know. */
const common = ({ sriov, vfDeviceId, pfRoutingId, ari }: AdapterProfile): object => ({
  vfDeviceId,
  pfRoutingId,
  ari,
  ...sriov,
  capabilities: undefined,
  vfBars: sriov.vfBars.map(({ index, kind, prefetchable }) => ({ index, kind, prefetchable })),
});

/** `file id [function]`: files that hold an adapter of the list under another name. */
const idOf = (file: string): string => (file.startsWith('qemu-igb') ? 'qemu-igb' : file.replace('.txt', ''));

/** Sizes that the list took from pages besides the dump. */
const SIZES_FROM_ELSEWHERE = ['intel-xl710-q2', 'nvidia-bluefield2', 'qemu-igb'];
const WITHOUT_PF = ['qemu-igb.vf0.txt', 'broadcom-bcm57414-sriov-hidden.txt'];

describe('lspci texts', () => {
  describe('of our own emulated adapter', () => {
    for (const file of ['pf-before', 'pf-after', 'all-before', 'all-after'])
      it(`reads qemu-igb.${file}.txt as the adapter list has it`, () => {
        const profile = value(profileFromLspci(sample(`qemu-igb.${file}.txt`)));
        expect(common(profile)).to.deep.equal(common(value(profileFromAdapterList('qemu-igb'))));
        expect(profile).to.include({
          vendorId: 0x8086,
          deviceId: 0x10c9,
          revisionId: 1,
          classCode: 0x020000,
        });
        expect(profile.pfMsixVectors).to.equal(10);
        expect(profile.pfBars).to.deep.equal([
          { index: 0, kind: 'memory32', prefetchable: false, size: 131_072 },
          { index: 1, kind: 'memory32', prefetchable: false, size: 131_072 },
          { index: 2, kind: 'io', prefetchable: false, size: 32 },
          { index: 3, kind: 'memory64', prefetchable: false, size: 16_384 },
        ]);
      });

    it('takes size and vectors of a VF from the VFs that are listed, and the buses from the bridge above', () => {
      const profile = value(profileFromLspci(sample('qemu-igb.all-after.txt')));
      expect(profile.sriov.vfBars.map(({ sizeFrom }) => sizeFrom)).to.deep.equal([
        'shown: at the VF 01:10.0',
        'shown: at the VF 01:10.0',
      ]);
      expect(profile).to.include({ vfMsixVectors: 3, subordinateBus: 1 });
    });

    it('derives a size from the room between regions, and says what it assumed', () => {
      const [first, second] = value(profileFromLspci(PF_HEX)).sriov.vfBars;
      expect(first).to.include({ size: 16_384 });
      expect(first?.sizeFrom).to.match(/^derived: .* 128 KiB further, with 8 VFs/);
      expect(second?.sizeFrom).to.match(/^assumed/);
    });

    it('refuses a VF`s dump and says what it wants', () => {
      expect(error(sample('qemu-igb.vf0.txt'))).to.equal(
        'nic.txt:1: no SR-IOV capability at 01:10.0: it is a Virtual Function; expected the Physical Function it belongs to',
      );
    });

    it('reads bytes alone like bytes and text together', () => {
      const bytes = PF_HEX.split('\n').filter((line) => /^[0-9a-f]{2,3}: |^01:00\.0/.test(line));
      const alone = value(profileFromLspci(bytes.join('\n')));
      expect(common(alone)).to.deep.equal(common(value(profileFromLspci(PF_HEX))));
      expect(alone.pfMsixVectors).to.equal(10);
      expect(alone.pfBars.map(({ index, kind }) => `${index} ${kind}`)).to.deep.equal([
        '0 memory32',
        '1 memory32',
        '2 io',
        '3 memory64',
      ]);
    });
  });

  describe('of real adapters', () => {
    if (DUMPS.length === 0)
      it('are read as the adapter list has them (skipped: ../shared/data/lspci is not here)', function () {
        this.skip();
      });
    for (const file of DUMPS.filter((each) => !WITHOUT_PF.includes(each)))
      it(`reads ${file} as the adapter list has it`, () => {
        const profile = value(profileFromLspci(readFileSync(join(SHARED, file), 'utf8'), { file }));
        const id = idOf(file);
        const listed = value(profileFromAdapterList(id));
        expect(profileProblem(profile)).to.equal(undefined);
        expect(common(profile)).to.deep.equal(common(listed));
        if (SIZES_FROM_ELSEWHERE.includes(id)) return;
        for (const bar of listed.sriov.vfBars)
          if (bar.sizeFrom !== undefined && !bar.sizeFrom.startsWith('assumed'))
            expect(profile.sriov.vfBars.find(({ index }) => index === bar.index)?.size).to.equal(bar.size);
      });
    if (DUMPS.length > 0) {
      it('covers every entry of the list that has a dump', () => {
        const usable = adapterIds().filter((id) => profileFromAdapterList(id).ok);
        expect(usable.filter((id) => !DUMPS.some((file) => idOf(file) === id))).to.deep.equal([]);
      });
      it('refuses the adapter that hides its capability', () => {
        const hidden = readFileSync(join(SHARED, 'broadcom-bcm57414-sriov-hidden.txt'), 'utf8');
        expect(error(hidden)).to.match(/^nic\.txt:1: no SR-IOV capability at 01:00\.0.*; expected a line/);
      });
    }
  });

  const CAPABILITY = [
    '	Capabilities: [160 v1] Single Root I/O Virtualization (SR-IOV)',
    '		IOVCap:	Migration-, Interrupt Message Number: 000',
    '		IOVCtl:	Enable- Migration- Interrupt- MSE- ARIHierarchy+',
    '		IOVSta:	Migration-',
    '		Initial VFs: 8, Total VFs: 8, Number of VFs: 0, Function Dependency Link: 00',
    '		VF offset: 128, stride: 2, Device ID: 10ca',
    '		Supported Page Size: 00000553, System Page Size: 00000001',
    '		Region 0: Memory at 00000000fe800000 (64-bit, prefetchable)',
    '		VF Migration: offset: 00000000, BIR: 0',
  ];
  const block = (address: string, changes: Readonly<Record<string, string>> = {}): string =>
    Object.entries(changes).reduce(
      (text, [from, to]) => {
        expect(text, 'the change applies').to.include(from);
        return text.replace(from, to);
      },
      [`${address} Ethernet controller [0200]: Maker Card [1234:5678] (rev 02)`, ...CAPABILITY, ''].join(
        '\n',
      ),
    );

  describe('with several functions or states', () => {
    it('takes the lowest PF, or the one that is asked for, and says so', () => {
      const both = block('03:00.0') + block('03:00.1', { 'VF offset: 128': 'VF offset: 127' });
      const profile = value(profileFromLspci(both));
      expect(profile).to.include({ pfRoutingId: 0x0300, vendorId: 0x1234, deviceId: 0x5678, revisionId: 2 });
      expect(profile.remarks).to.deep.equal([
        '03:00.0, 03:00.1 have an SR-IOV capability; 03:00.0 was taken',
      ]);
      expect(value(profileFromLspci(both, { function: '0000:03:00.1' })).pfRoutingId).to.equal(0x0301);
      expect(error(both, { function: '03:00.2' })).to.equal(
        'nic.txt:1: function "03:00.2" is not shown; expected one of 03:00.0, 03:00.1',
      );
    });

    it('prefers a network controller, and one with VFs', () => {
      const disk = block('01:00.0', { '[0200]': '[0108]' });
      const empty = block('02:00.0', {
        'Initial VFs: 8, Total VFs: 8': 'Initial VFs: 0, Total VFs: 0',
      });
      expect(value(profileFromLspci(disk + empty + block('03:00.0'))).pfRoutingId).to.equal(0x0300);
      expect(value(profileFromLspci(disk)).classCode).to.equal(0x010800);
    });

    it('takes the first of several states', () => {
      const profile = value(profileFromLspci(`${block('03:00.0')}# later\n${block('03:00.0')}`));
      expect(profile.remarks).to.deep.equal(['03:00.0 is shown 2 times; the state at line 1 was taken']);
    });

    it('keeps PCI segments apart', () => {
      const profile = value(profileFromLspci(block('0001:03:00.0') + block('0001:03:00.1')));
      expect(profile.id).to.equal('0001:03:00.0');
      expect(profile.pfRoutingId).to.equal(0x0300);
    });
  });

  describe('in unusual but right shapes', () => {
    it('reads other page sizes, BAR layouts, indentation and line ends, and no ARI', () => {
      const text = block('03:00.0', {
        'ARIHierarchy+': 'ARIHierarchy-',
        'VF offset: 128': 'VF offset: 384',
        '00000553, System Page Size: 00000001': '000007ff, System Page Size: 00000100',
        'Region 0: Memory at 00000000fe800000 (64-bit, prefetchable)':
          'Region 1: Memory at 00000000fe800000 (32-bit, non-prefetchable)\n\t\tRegion 5: Memory at 00000000fe900000 (32-bit, non-prefetchable)',
      });
      const profile = value(profileFromLspci(text.replaceAll('\t', '    ').replaceAll('\n', '\r\n')));
      expect(profile.ari).to.equal(false);
      expect(profile.sriov.routing.noAri.firstVfOffset).to.equal(384);
      expect(profile.sriov).to.include({ supportedPageSizes: 0x7ff, systemPageSize: 0x100 });
      expect(profile.sriov.vfBars).to.deep.include({
        index: 1,
        kind: 'memory32',
        prefetchable: false,
        size: 131_072,
        sizeFrom: 'derived: the next region of the device begins 1024 KiB further, with 8 VFs in between',
      });
    });

    it('makes a profile of an adapter with TotalVFs 0', () => {
      const none = {
        'Initial VFs: 8, Total VFs: 8': 'Initial VFs: 0, Total VFs: 0',
        'VF offset: 128': 'VF offset: 0',
      };
      expect(value(profileFromLspci(block('03:00.0', none))).sriov.totalVfs).to.equal(0);
    });

    it('gives VF BARs by default where no region is shown', () => {
      const text = block('03:00.0', { '		Region 0: Memory at 00000000fe800000 (64-bit, prefetchable)\n': '' });
      const profile = value(profileFromLspci(text));
      expect(profile.sriov.vfBars).to.have.length(2);
      expect(profile.assumptions).to.include('VF BARs 0 and 3: not shown');
    });
  });

  describe('that contradict themselves or the specification', () => {
    const cases: readonly (readonly [string, Readonly<Record<string, string>>, RegExp])[] = [
      [
        'InitialVFs',
        { 'Initial VFs: 8': 'Initial VFs: 9' },
        /^nic\.txt:6: Initial VFs is 9; expected at most/,
      ],
      [
        'NumVFs',
        { 'Number of VFs: 0': 'Number of VFs: 9' },
        /^nic\.txt:6: Number of VFs is 9; expected at most/,
      ],
      ['page size', { 'Size: 00000001': 'Size: 00000004' }, /^nic\.txt:8: System Page Size 0x4 is not among/],
      [
        'page bits',
        { 'Size: 00000001': 'Size: 00000011' },
        /^nic\.txt:8: System Page Size is 0x11; expected ex/,
      ],
      ['offset 0', { 'VF offset: 128': 'VF offset: 0' }, /^nic\.txt:7: VF offset is 0 with Total VFs 8/],
      ['stride 0', { 'stride: 2': 'stride: 0' }, /^nic\.txt:7: VF stride is 0 with Total VFs 8/],
      ['wrap', { 'VF offset: 128': 'VF offset: 65535' }, /VF 1 of 8 would wrap|which is that of the PF/],
      [
        'collision',
        { 'VF offset: 128': 'VF offset: 65530' },
        /VF 4 the Routing ID 03:00\.0, which is that of the PF/,
      ],
      [
        'BAR 5',
        { 'Region 0': 'Region 5' },
        /^nic\.txt:9: VF BAR 5 is 64-bit; expected index 0 to 5, and 0 to 4/,
      ],
      ['BAR 7', { 'Region 0': 'Region 7' }, /^nic\.txt:9: VF BAR 7 is 64-bit/],
      [
        'I/O',
        { 'Region 0: Memory': 'Region 0: I/O ports' },
        /^nic\.txt:9: .* cannot be read; expected a VF BAR/,
      ],
      ['16 bits', { 'Total VFs: 8': 'Total VFs: 70000' }, /^nic\.txt:6: .* expected at most 65535/],
      [
        'number',
        { 'Device ID: 10ca': 'Device ID: 10' },
        /^nic\.txt:7: .* cannot be read; expected "VF offset: n/,
      ],
      ['place', { '[160 v1]': '[104 v1]' }, /^nic\.txt:2: the SR-IOV capability lies at 0x104; expected/],
    ];
    for (const [name, changes, expected] of cases)
      it(`refuses a wrong ${name} with its line, the value and what was expected`, () => {
        expect(error(block('03:00.0', changes))).to.match(expected);
      });

    it('refuses a VF on another PF of the dump', () => {
      const both =
        block('03:00.0', { 'VF offset: 128, stride: 2': 'VF offset: 1, stride: 1' }) + block('03:00.1');
      expect(error(both)).to.match(
        /^nic\.txt:7: .* VF 1 the Routing ID 03:00\.1, which is that of the PF 03:00\.1/,
      );
    });

    it('refuses two BARs in one register', () => {
      const twice =
        '(64-bit, prefetchable)\n\t\tRegion 1: Memory at 00000000fe900000 (32-bit, non-prefetchable)';
      expect(error(block('03:00.0', { '(64-bit, prefetchable)': twice }))).to.match(
        /^nic\.txt:10: VF BAR 1 follows VF BAR 0, which takes its register/,
      );
    });

    it('refuses text and bytes that differ, naming both places', () => {
      expect(error(PF_HEX.replace('Total VFs: 8', 'Total VFs: 16'))).to.match(
        /^nic\.txt:63: Total VFs is 16 in the text, but 8 in the hex dump \(line \d+\); expected one value$/,
      );
      expect(error(PF_HEX.replace('00000000fe800000', '00000000fe900000'))).to.match(
        /^nic\.txt:66: VF BAR 0 is 64-bit at 0xfe900000 in the text, but 64-bit at 0xfe800000 in the hex dump/,
      );
    });
  });

  describe('that are cut off', () => {
    const rows = PF_HEX.split('\n');

    it('refuses a text that ends inside the capability', () => {
      const lines = PF_TEXT.split('\n');
      expect(error(lines.slice(0, 169).join('\n'))).to.equal(
        'nic.txt:169: the text ends inside the SR-IOV capability of 01:00.0; expected a line "VF offset: …, stride: …": it is cut off',
      );
      expect(error(lines.slice(0, 172).join('\n'))).to.match(
        /expected a line "VF Migration: …": it is cut off$/,
      );
      expect(error(lines.slice(0, 165).join('\n'))).to.match(/expected a line "IOVCtl: …": it is cut off$/);
    });

    it('refuses a hex dump that ends early, lacks a row, or has a short row', () => {
      const last = rows.findLastIndex((row) => row.startsWith('ff0:'));
      expect(error(rows.slice(0, last).join('\n'))).to.equal(
        `nic.txt:${last}: the hex dump ends after 0xff0 bytes; expected 0x40, 0x80, 0x100, 0x1000: it is cut off`,
      );
      const gap = rows.findIndex((row) => row.startsWith('120:'));
      expect(error(rows.toSpliced(gap, 1).join('\n'))).to.equal(
        `nic.txt:${gap + 1}: the hex dump has row 0x130 here; expected row 0x120, which is missing`,
      );
      expect(error(rows.with(gap, '120: 00 00').join('\n'))).to.match(/row 0x120 has 2 bytes; expected 16$/);
      expect(error(rows.with(gap, '120: zz').join('\n'))).to.match(/is no row of a hex dump/);
    });

    it('refuses a looping list of extended capabilities', () => {
      const at = rows.findIndex((row) => row.startsWith('160:'));
      const looping = rows.with(at, (rows[at] ?? '').replace('160: 10 00 01 00', '160: 10 00 01 10'));
      expect(error(looping.join('\n'))).to.match(
        /the extended capability at 0x160 .* points to 0x100; expected 0/,
      );
    });

    it('refuses what holds no device, no capability, or was not read by root', () => {
      expect(error('')).to.match(/^nic\.txt:1: no device is shown; expected what lspci/);
      expect(error('01:00.0 Ethernet controller: Card\n\tCapabilities: <access denied>\n')).to.equal(
        'nic.txt:2: no SR-IOV capability at 01:00.0: its capabilities read "access denied"; expected lspci run by root',
      );
      const short = rows.slice(rows.findIndex((row) => row.startsWith('00: ')));
      expect(error(['01:00.0 Ethernet controller: Card', ...short.slice(0, 16)].join('\n'))).to.match(
        /the hex dump has 256 of 4096 bytes; expected lspci -xxxx run by root$/,
      );
    });
  });

  describe('damaged at random', () => {
    const sentence = (text: string): void => {
      const profile = profileFromLspci(text, { file: 'nic.txt' });
      if (profile.ok) expect(profileProblem(profile.value)).to.equal(undefined);
      else expect(profile.error).to.match(/^nic\.txt:\d+: [^\n]+; expected [^\n]+$/);
    };

    it('gives a profile or one sentence when it ends at any byte of the capability', () => {
      const start = PF_TEXT.indexOf('Capabilities: [160');
      const whole = value(profileFromLspci(PF_TEXT)).sriov;
      for (let end = start; end <= PF_TEXT.length; end++) {
        const cut = PF_TEXT.slice(0, end);
        sentence(cut);
        const profile = profileFromLspci(cut);
        if (profile.ok) expect(profile.value.sriov, `ends at ${end}`).to.deep.equal(whole);
      }
    });

    it('gives a profile or one sentence when lines are missing, doubled or swapped, or bytes are changed', () => {
      const texts = fc.constantFrom(PF_HEX, PF_TEXT, sample('qemu-igb.all-after.txt'), block('03:00.0'));
      const damage = fc.tuple(fc.constantFrom('delete', 'double', 'swap', 'cut', 'byte'), fc.nat(), fc.nat());
      fc.assert(
        fc.property(texts, fc.array(damage, { minLength: 1, maxLength: 4 }), (text, all) => {
          sentence(all.reduce(damaged, text));
        }),
        { numRuns: 300 },
      );
    });
  });
});

type Damage = readonly [kind: string, at: number, by: number];

function damaged(text: string, [kind, at, by]: Damage): string {
  if (kind === 'cut') return text.slice(0, at % (text.length + 1));
  if (kind === 'byte') {
    const index = at % (text.length + 1);
    return text.slice(0, index) + String.fromCharCode(32 + (by % 95)) + text.slice(index + 1);
  }
  const lines = text.split('\n');
  const [first, second] = [at % lines.length, by % lines.length];
  if (kind === 'delete') return lines.toSpliced(first, 1).join('\n');
  if (kind === 'double') return lines.toSpliced(first, 0, lines[first] ?? '').join('\n');
  return lines
    .with(first, lines[second] ?? '')
    .with(second, lines[first] ?? '')
    .join('\n');
}
