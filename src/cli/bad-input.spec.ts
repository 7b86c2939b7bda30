import { expect } from 'chai';
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PACKAGE_ROOT } from './package-root';

const BULKHEAD = join(PACKAGE_ROOT, 'bin', 'bulkhead.cjs');

interface Said {
  readonly code: number | null;
  readonly text: string;
}

const BACKGROUND = `  Background:
    Given an SR-IOV adapter "NIC1" with 4 VFs
    And the extensible switch "External" is bound to "NIC1"
    And these partitions are running:
      | partition | MAC address       | VLAN | path |
      | web       | 00-15-5D-00-00-01 | 10   | VF   |
      | db        | 00-15-5D-00-00-02 | 10   | VF   |
`;

const scenario = (...steps: readonly string[]): string =>
  `Feature: mistakes\n${BACKGROUND}\n  Scenario: one\n${steps.map((step) => `    ${step}`).join('\n')}\n`;

/** Every mistake gets one sentence with its place, a code of 2 and no stack trace. */
function expectMistake({ code, text }: Said, ...parts: readonly string[]): void {
  expect(code, text).to.equal(2);
  for (const part of parts) expect(text).to.include(part);
  expect(text).not.to.match(/^\s+at .*\(?(\/|node:)/m);
}

describe('bad input', function () {
  this.timeout(60_000);
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-spec-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const bulkhead = (...args: readonly string[]): Said => {
    const done = spawnSync('node', [BULKHEAD, ...args], { cwd: folder, encoding: 'utf8' });
    return { code: done.status, text: `${done.stdout}${done.stderr}` };
  };

  const run = (feature: string, ...args: readonly string[]): Said => {
    writeFileSync(join(folder, 'my.feature'), feature);
    return bulkhead('run', 'my.feature', '--output', 'out', '--quiet', ...args);
  };

  it('a typo in a sentence: the closest one is named, and nothing runs', () => {
    const said = run(scenario('When "web" sends a frane to "db"'));
    expectMistake(
      said,
      'my.feature:11:',
      'is no sentence of the language',
      '"{party} sends a frame to {party}"',
      'nothing was run',
    );
    expect(existsSync(join(folder, 'out'))).to.equal(false);
  });

  it('a column that a table may not have: the allowed ones are named', () => {
    const said = run(scenario('When "web" sends a frame to "db"').replace('| VLAN |', '| VALN |'));
    expectMistake(said, 'my.feature:5:', 'unknown column "VALN"', 'MAC address, VLAN, path');
  });

  it("a partition's name that nobody has: the known ones are named, and the results are kept", () => {
    const said = run(scenario('When "wep" sends a frame to "db"'));
    expectMistake(said, '"wep"', 'did you mean "web"');
    expect(existsSync(join(folder, 'out', 'compliance.html'))).to.equal(true);
  });

  it('a Then that looks back at a When where none has acted', () => {
    expectMistake(
      run(scenario('Then nothing has changed')),
      'my.feature:11:',
      'this sentence looks back at a When, but none stands before it',
      'mistake in the feature',
    );
  });

  it('a partition in a Then that nobody has: it is no finding that it received nothing', () => {
    const sent = 'When "web" sends a frame to "db"';
    expectMistake(run(scenario(sent, 'Then "bd" receives the frame')), 'my.feature:12:', 'did you mean "db"');
    expectMistake(run(scenario(sent, 'Then "bd" does not receive the frame')), 'did you mean "db"');
    expectMistake(run(scenario(sent, 'Then no byte of the memory of "wep" has changed')), 'mean "web"');
  });

  it('no receipt without a positive control, not of a second adapter by its first either', () => {
    const further = `Given these further network adapters are connected:
      | partition | adapter | MAC address       |
      | db        | second  | 00-15-5D-00-00-12 |`;
    const said = run(
      scenario(further, 'When "web" sends a frame to "db"', 'Then "db/second" does not receive the frame'),
    );
    expectMistake(said, 'my.feature:15', 'db/second received nothing at all', 'has no positive control');
  });

  it('sentences about nothing: an empty table, a stream of no frames', () => {
    const table = 'Then these fields of the PF read:\n      | field | value |';
    expectMistake(run(scenario(table)), 'my.feature:11:', 'no row below its heading');
    const stream = 'Given a stream of 0 numbered frames runs from "web" to "db"';
    expectMistake(run(scenario(stream)), 'my.feature:11:', '0 is not a number of frames');
  });

  it('a MAC address that is none', () => {
    expectMistake(
      run(scenario('When "web" sends a frame to the address 00-15-5D-00-0G-01')),
      'my.feature:11:',
      '"00-15-5D-00-0G-01" is not a MAC address',
      'six pairs',
    );
  });

  it('a VLAN of 5000', () => {
    expectMistake(
      run(scenario('When "web" sends a frame tagged with VLAN 5000 to "db"')),
      'my.feature:11:',
      '"5000" is not a VLAN identifier',
      '1 to 4094',
    );
  });

  it('a VLAN of 5000 in a table', () => {
    const said = run(
      scenario('When "web" sends a frame to "db"').replace('| 10   | VF   |', '| 5000 | VF   |'),
    );
    expectMistake(said, '"5000" is not a VLAN identifier', 'my.feature:5');
  });

  it('cells of tables: each wrong one is named with its row, by check too, which runs nothing', () => {
    const feature = scenario(
      'When the virtualization stack requests OID_NIC_SWITCH_FREE_VF with:',
      '  | member | value                      |',
      '  | VFId   | VF 0                       |',
      '  | Filter | the filter for 00-15-5D-ZZ |',
      'Then these events happened in this order:',
      '  | event     | where |',
      '  | pnp-removal | web |',
      '  | pnp-remuval | web |',
      'And these fields of the PF read:',
      '  | field | value |',
      '  | NumVF | 0     |',
    ).replace('| 10   | VF   |', '| 10   | via  |');
    writeFileSync(join(folder, 'my.feature'), feature);
    const said = bulkhead('check', 'my.feature');
    expectMistake(
      said,
      'my.feature:5: row 1 of the table: "via" is not a path',
      'my.feature:11: row 1 of the table: VF 0 does not exist',
      'my.feature:11: row 2 of the table: "00-15-5D-ZZ" is not a MAC address',
      'my.feature:15: row 2 of the table: there is no event "pnp-remuval" (did you mean "pnp-removal"?)',
      'my.feature:19: row 1 of the table: "NumVF" is not a field of configuration space',
      '5 mistakes',
    );
  });

  it('a rule tag that names no rule', () => {
    expectMistake(
      run(`@rule:VF-FREE-99\n${scenario('When "web" sends a frame to "db"')}`),
      'my.feature:1:',
      '@rule:VF-FREE-99 names no rule',
      'did you mean',
    );
  });

  it('an adapter file that is cut off', () => {
    const whole = readFileSync(
      join(PACKAGE_ROOT, 'src/device/profiles/lspci-samples/qemu-igb.pf-before.txt'),
      'utf8',
    );
    const at = whole.indexOf('Total VFs');
    writeFileSync(join(folder, 'nic.lspci.txt'), whole.slice(0, at));
    const said = run(
      'Feature: cut off\n  Scenario: one\n    Given the SR-IOV adapter described by "nic.lspci.txt"\n',
    );
    expectMistake(said, 'nic.lspci.txt', 'my.feature:3');
  });

  it('an output folder that cannot be written', () => {
    writeFileSync(join(folder, 'file'), '');
    writeFileSync(join(folder, 'my.feature'), scenario('When "web" sends a frame to "db"'));
    expectMistake(
      bulkhead('run', 'my.feature', '--output', 'file/out'),
      'output folder file/out cannot be used',
      '--output',
    );
  });

  it('a scenario without steps, for example below a misspelt keyword', () => {
    const nothing = run(scenario());
    expectMistake(nothing, 'my.feature:10:', 'the scenario has no steps', '1 mistake in the features');
    expectMistake(run(scenario('Wenn "web" sends a frame to "db"')), 'my.feature:10:', 'Given, When, Then');
  });

  it('a feature that is saved as UTF-16: one sentence', () => {
    writeFileSync(join(folder, 'my.feature'), Buffer.from(`\ufeff${scenario()}`, 'utf16le'));
    expectMistake(bulkhead('check', 'my.feature'), 'my.feature:1: not a text in UTF-8', ': 1 mistake');
  });

  it('a name in angle brackets that no column of the Examples fills in', () => {
    const step = 'When "<from>" sends a frame to "<too>"';
    const examples = '\n    Examples:\n      | from | to |\n      | web  | db |\n';
    const said = run(scenario(step).replace('Scenario:', 'Scenario Outline:') + examples);
    expectMistake(said, 'my.feature:15:', '<too> was never filled in', 'column "too"');
    expect(said.text).not.to.include('<from>');
  });

  it('a text below a sentence that takes none; a column that is there twice', () => {
    expectMistake(run(scenario('When "web" sends a frame to "db"', '"""', 'x', '"""')), 'takes no text');
    const twice = scenario('When "web" sends a frame to "db"').replace('| path |', '| VLAN |');
    expectMistake(run(twice), 'my.feature:5:', 'the column "VLAN" twice');
  });

  it('a line at which no scenario begins: the nearest is named, by check too', () => {
    writeFileSync(join(folder, 'my.feature'), scenario('When "web" sends a frame to "db"'));
    for (const command of ['run', 'check'])
      expectMistake(bulkhead(command, 'my.feature:999'), 'my.feature:999: no scenario', 'my.feature:10');
    expect(bulkhead('check', 'my.feature:10').code).to.equal(0);
  });

  it('an adapter that is not on the list, and options that the target has no use for: nothing is run', () => {
    const feature = scenario('When "web" sends a frame to "db"');
    expectMistake(run(feature, '--adapter', 'intel-82577'), '--adapter intel-82577', 'mean "intel-82576"');
    expectMistake(run(feature, '--target', 'igb', '--fault', 'M29'), '--fault: only the target "reference"');
    expectMistake(run(feature, '--target', 'igb', '--adapter', 'qemu-igb'), '--adapter: only the target');
    expectMistake(run(feature, '--boot'), '--boot: only the target "igb"', 'target is "reference"');
    expect(existsSync(join(folder, 'out'))).to.equal(false);
  });

  it('what is refused leaves the report of the last run alone', () => {
    const feature = scenario('When "web" sends a frame to "db"');
    run(feature);
    const report = join(folder, 'out', 'compliance.html');
    expectMistake(run(feature, '--name', 'nobody'), 'nothing matches the name "nobody"');
    expectMistake(run(feature, '--target', 'linux', '--pf', 'nowhere', '--outside', 'else'), '--pf nowhere');
    expect(existsSync(report)).to.equal(true);
  });

  it('a folder below /proc: told at once', function () {
    if (process.platform !== 'linux') this.skip();
    const said = run(scenario('When "web" sends a frame to "db"'), '--output', '/proc/x/y');
    expectMistake(said, 'output folder /proc/x/y cannot be used');
  });

  it('a folder that another run writes into; one that was killed holds it no longer', () => {
    const feature = scenario('When "web" sends a frame to "db"');
    run(feature);
    writeFileSync(join(folder, 'out', 'running'), `${process.pid}`);
    expectMistake(run(feature), 'out is in use', `process ${process.pid}`);
    const { pid } = spawnSync('node', ['-e', '']);
    writeFileSync(join(folder, 'out', 'running'), `${pid}`);
    expect(run(feature).code).to.equal(0);
    expect(existsSync(join(folder, 'out', 'running'))).to.equal(false);
  });

  it('words that name nothing are no findings, and an absence of them holds nothing', () => {
    const sent = 'When "web" sends a frame to "db"';
    const slips: readonly (readonly [string, string])[] = [
      ['Then the guest of "web" sees the devices "VM network adaptr"', 'mean "VM network adapter"'],
      ['Then the frame takes the path "web > VF 1 > NIC swich > db"', 'did you mean "NIC switch"?'],
      ['When "web" sends 99999999999 frames to "db"', 'too large a number of frames'],
      ['When "web" sends a frame of 9000 MiB to "db"', 'no size of a frame; expected 1 to 65535 bytes'],
    ];
    const scenarios = slips.map(([step], index) => `\n  Scenario: ${index}\n    ${sent}\n    ${step}\n`);
    const said = run(`Feature: slips\n${BACKGROUND}${scenarios.join('')}`);
    expectMistake(said, `${slips.length} broken`, ...slips.map(([, told]) => told));
    expect(said.text).not.to.include('violated');
  });

  it('words of which there is a list: the nearest is named, by check too, which runs nothing', () => {
    const slips: readonly (readonly [string, string])[] = [
      ['Then the When did not cause the event "surprise-remval"', 'there is no event "surprise-remval"'],
      ['Then the event "OID_NIC_SWITCH_FREE_VFS" happened 0 times', 'mean "OID_NIC_SWITCH_FREE_VF"'],
      ['Then the VF driver of "web" is "runing"', 'not a state of a VF driver (did you mean "running"?)'],
      ['Then the PF driver is in state "runnning"', 'not a state of the PF driver (did you mean "running"?)'],
      ['Then the network adapter of "web" is in state "conected"', 'did you mean "connected"?'],
      [
        'Then "Command Register" of VF 1 reads 0x0',
        '"Command Register" is not a field of configuration space',
      ],
      ['When NDIS has the PF driver "haltet"', 'not what a PF driver can be (did you mean "halted"?)'],
      [
        'When the next attempt of the PF driver at "vport recources" fails',
        'did you mean "vport-resources"?',
      ],
      ['Given an SR-IOV adapter "NIC9" in a place with "no IOMU"', 'did you mean "no IOMMU"?'],
    ];
    writeFileSync(join(folder, 'my.feature'), scenario(...slips.map(([step]) => step)));
    expectMistake(
      bulkhead('check', 'my.feature'),
      ...slips.map(([, told]) => told),
      `${slips.length} mistakes`,
    );
  });

  it('two partitions with one address on one network; a group address', () => {
    const feature = scenario('When "web" sends a frame to "db"');
    expectMistake(run(feature.replace('00-00-02', '00-00-01')), '"web" and "db" have the same MAC address');
    expectMistake(run(feature.replace('00-15-5D-00-00-02', '01-15-5D-00-00-02')), 'is a group address');
  });

  it('an adapter that cannot have so many VFs: the refusal is told, no isolation was broken', () => {
    const said = run(scenario('When "web" sends a frame to "db"').replace('4 VFs', '9999 VFs'));
    expect(said.text).to.include('refused by').and.not.to.include('ISO-LAW');
    expect(said.text).to.include('1 scenario does not hold; no rule is tagged or named there');
  });

  it('a path that does not exist', () => {
    expectMistake(bulkhead('run', 'nowhere.feature'), 'nowhere.feature: there is no such file or folder');
  });

  it('tags that match nothing, or do not parse', () => {
    const feature = scenario('When "web" sends a frame to "db"');
    expectMistake(run(feature, '--tags', '@slow'), 'no scenario was run', '"@slow"');
    expectMistake(run(feature, '--tags', '@slow and (or'), '--tags "@slow and (or"');
    expectMistake(run(feature, '--tags', '@rule:VF-FREE-99'), 'names no rule');
  });

  it('options and commands that do not exist', () => {
    expectMistake(bulkhead('run', '--tagz', 'x'), 'no option --tagz', 'did you mean "tags"');
    expectMistake(bulkhead('rnu'), 'no command "rnu"', 'did you mean "run"');
    expectMistake(bulkhead('run', '--shard', '5/4'), '--shard 5/4', 'for example 1/4');
    expectMistake(bulkhead('rules', 'VF-FRE-06'), 'VF-FRE-06', 'VF-FREE-06');
  });

  it('a configuration with a wrong key', () => {
    writeFileSync(join(folder, 'bulkhead.yaml'), 'feature:\n  - features\n');
    expectMistake(bulkhead('run'), 'bulkhead.yaml', 'unknown key "feature"', 'did you mean "features"');
  });

  it('a name that is no regular expression', () => {
    expectMistake(
      run(scenario('When "web" sends a frame to "db"'), '--name', '('),
      '--name "("',
      'Unterminated',
    );
  });

  it("steps of one's own that cannot be loaded: the place is named, and the kit is not blamed", () => {
    writeFileSync(join(folder, 'bulkhead.yaml'), 'features: my.feature\nsteps: own.ts\n');
    writeFileSync(join(folder, 'own.ts'), "require('./nowhere');\n");
    const missing = run(scenario('When "web" sends a frame to "db"'));
    expectMistake(missing, 'own.ts cannot be loaded', "Cannot find module './nowhere'");
    expect(missing.text).not.to.include('fault in Bulkhead');
    writeFileSync(join(folder, 'own.ts'), 'const x = ;\n');
    expectMistake(bulkhead('check'), 'own.ts cannot be loaded', 'own.ts:1:');
    writeFileSync(join(folder, 'own.ts'), "\nthrow new Error('not today');\n");
    expectMistake(bulkhead('check'), 'not today', 'own.ts:2:');
  });

  it('a report of the last run that is cut off', () => {
    writeFileSync(join(folder, 'compliance.json'), '{"rules');
    expectMistake(
      bulkhead('rules', 'ISO-LAW-01', '--output', '.'),
      'compliance.json is no compliance report',
    );
  });

  it('a folder without a recorded run', () => {
    expectMistake(bulkhead('report', 'nowhere'), 'nowhere: there is no such folder or file');
    expect(existsSync(join(folder, 'nowhere'))).to.equal(false);
  });

  it('a report into a folder that cannot be written; a message file instead of its folder', () => {
    run(scenario('When "web" sends a frame to "db"'));
    writeFileSync(join(folder, 'file'), '');
    expectMistake(bulkhead('report', 'out', '--output', 'file/x'), 'output folder file/x cannot be used');
    const said = bulkhead('report', 'out/messages.ndjson');
    expect(said.code, said.text).to.equal(0);
  });

  it('a shard: it ends by its own results; a report of it alone is not complete', () => {
    const shard = run(scenario('When "web" sends a frame to "db"'), '--shard', '1/2');
    expect(shard.code, shard.text).to.equal(0);
    expect(shard.text).to.match(/Shard 1\/2: the one scenario held/);
    expectMistake(bulkhead('report', 'out'), 'shard 2/2 missing');
  });

  for (const signal of ['SIGINT', 'SIGKILL'] as const) {
    it(`a run that is stopped by ${signal}: what it recorded is kept and reported as incomplete`, async () => {
      const child = spawn('node', [BULKHEAD, 'run', '--suite', 'conformance', '--output', 'out'], {
        cwd: folder,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      await new Promise<void>((resolve) => {
        let seen = '';
        child.stdout.on('data', (text: Buffer) => {
          seen += text.toString();
          if (/\d+ of \d+ scenarios/.test(seen)) resolve();
        });
        child.once('close', () => resolve());
      });
      child.kill(signal);
      await new Promise<void>((resolve) => child.once('close', () => resolve()));
      const said = bulkhead('report', 'out');
      expectMistake(said, 'not finished');
      expect(said.text).to.match(/\d+ passed/);
      expect(existsSync(join(folder, 'out', 'compliance.html'))).to.equal(true);
    });
  }
});
