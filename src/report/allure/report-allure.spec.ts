import { expect } from 'chai';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ndjson, syntheticMessages } from '../testing/synthetic-messages';
import { findJava } from './generate-allure';

const ROOT = resolve(__dirname, '..', '..', '..');
const hasJava = findJava(process.env).ok;

interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** As `npm run report:allure` calls it. */
function reportAllure(args: readonly string[], surroundings: NodeJS.ProcessEnv = process.env): Ended {
  const done = spawnSync(process.execPath, [join(ROOT, 'bin', 'bulkhead.cjs'), 'allure', ...args], {
    cwd: ROOT,
    encoding: 'utf8',
    env: surroundings,
  });
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() };
}

describe('bulkhead allure', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bulkhead-report-allure-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('says in one sentence that Java is missing, and touches nothing', () => {
    const { code, said } = reportAllure([folder], { PATH: '/nowhere' });
    expect(said).to.match(/^The Allure report needs Java, and none was found on the PATH: .*\.$/);
    expect(code).to.equal(2);
    expect(readdirSync(folder)).to.deep.equal([]);
  });

  it(`says in one sentence that no run was recorded${hasJava ? '' : ' (left out: there is no Java)'}`, function () {
    if (!hasJava) return this.skip();
    const { code, said } = reportAllure([folder]);
    expect(said).to.match(
      /^\S+: there is no messages\.ndjson in it, so no run was recorded there; `bulkhead run` records one$/,
    );
    expect(code).to.equal(2);
  });

  it(`says in one sentence that it cannot write${hasJava ? '' : ' (left out: there is no Java)'}`, function () {
    if (!hasJava) return this.skip();
    writeFileSync(join(folder, 'messages.ndjson'), ndjson(syntheticMessages([{ name: 'a' }])));
    writeFileSync(join(folder, 'allure-results'), 'a file where the folder should be');
    const { code, said } = reportAllure([folder]);
    expect(said).to.match(
      /^\S+allure-results: the results of Allure cannot be written there \(EEXIST\); free the place, or name another with --output$/,
    );
    expect(code).to.equal(2);
  });

  it(`builds the report from the message file alone, beside it${hasJava ? '' : ' (left out: there is no Java)'}`, function () {
    if (!hasJava) return this.skip();
    this.timeout(60_000);
    const messages = join(folder, 'messages.ndjson');
    writeFileSync(messages, ndjson(syntheticMessages([{ name: 'a' }])));
    const { code, said } = reportAllure([messages]);
    expect(said).to.match(/^Allure report: \S+allure\/index\.html\nBrowsers show it/);
    expect(code).to.equal(0);
    expect(readdirSync(join(folder, 'allure'))).to.include('index.html');
  });

  it('says in one sentence which option it does not know', () => {
    const { code, said } = reportAllure(['--servve']);
    expect(said).to.match(/^bulkhead allure has no option --servve \(did you mean "serve"\?\).*$/);
    expect(code).to.equal(2);
  });
});
