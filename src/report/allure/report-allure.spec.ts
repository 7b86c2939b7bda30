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

/** The script behind `npm run report:allure`. */
function reportAllure(args: readonly string[], surroundings: NodeJS.ProcessEnv = process.env): Ended {
  const done = spawnSync(
    process.execPath,
    ['-r', join(ROOT, 'bin', 'register.cjs'), join(ROOT, 'scripts', 'report-allure.ts'), ...args],
    { cwd: ROOT, encoding: 'utf8', env: surroundings },
  );
  return { code: done.status, said: `${done.stdout}${done.stderr}`.trim() };
}

describe('npm run report:allure', () => {
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
      /^\S+: no run was recorded there, for it holds no messages\.ndjson; run `npm start` first, .*$/,
    );
    expect(code).to.equal(2);
  });

  it(`says in one sentence that it cannot write${hasJava ? '' : ' (left out: there is no Java)'}`, function () {
    if (!hasJava) return this.skip();
    writeFileSync(join(folder, 'messages.ndjson'), ndjson(syntheticMessages([{ name: 'a' }])));
    writeFileSync(join(folder, 'allure-results'), 'a file where the folder should be');
    const { code, said } = reportAllure([folder]);
    expect(said).to.match(
      /^\S+allure-results: the results of Allure cannot be written there \(EEXIST\); free the place.*$/,
    );
    expect(code).to.equal(2);
  });

  it('says in one sentence which option it does not know', () => {
    const { code, said } = reportAllure(['--servve']);
    expect(said).to.match(/^report:allure: Unknown option '--servve'.*$/);
    expect(code).to.equal(2);
  });
});
