import { expect } from 'chai';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import type { AddressInfo, Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { syntheticRun } from '../testing/synthetic-run';
import { findJava, generateAllure } from './generate-allure';
import { serveFolder } from './serve-folder';
import { writeAllureResults } from './write-allure-results';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);
const java = findJava(process.env);
const missing = [...(java.ok ? [] : ['Java']), ...(CHROMIUM === undefined ? ['Chromium'] : [])];

describe('the search for Java', () => {
  it('says in a sentence what to do where there is none', () => {
    const none = findJava({ PATH: '/nowhere' });
    expect(none.ok ? '' : none.error).to.match(
      /needs Java, and none was found on the PATH: install .* all other reports are there without it\.$/,
    );
    const wrong = findJava({ PATH: '/nowhere', JAVA_HOME: '/no/such/jdk' });
    expect(wrong.ok ? '' : wrong.error).to.include(
      'JAVA_HOME names /no/such/jdk/bin/java, which does not run',
    );
  });
});

describe(`the Allure report${missing.length === 0 ? '' : ` (left out: there is no ${missing.join(' and no ')})`}`, function () {
  this.timeout(120_000);
  let folder: string;
  let server: Server;
  let browser: Browser;

  before(async function () {
    if (!java.ok || CHROMIUM === undefined) return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-allure-report-'));
    writeAllureResults([syntheticRun(SAMPLE_SCENARIOS)], join(folder, 'results'));
    const generated = generateAllure(join(folder, 'results'), join(folder, 'allure'), process.env);
    expect(generated.ok ? '' : generated.error).to.equal('');
    server = await serveFolder(folder, 0);
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
  });
  after(async () => {
    await browser?.close();
    server?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  interface Case {
    readonly uid: string;
    readonly name: string;
    readonly status: string;
    readonly hidden?: boolean;
  }
  const cases = (): readonly Case[] => {
    const place = join(folder, 'allure', 'data', 'test-cases');
    return readdirSync(place).map((name) => JSON.parse(readFileSync(join(place, name), 'utf8')) as Case);
  };

  it('counts as the kit does, and takes no scenario but the flaky one for a retry', () => {
    const shown = cases().filter((each) => each.hidden !== true);
    const count = (status: string): number => shown.filter((each) => each.status === status).length;
    expect([count('passed'), count('failed'), count('broken'), count('skipped')]).to.deep.equal([3, 3, 5, 3]);
    expect(
      cases()
        .filter((each) => each.hidden === true)
        .map((each) => each.name),
    ).to.deep.equal(['Flaky, then fine']);
  });

  it('loads nothing from the network, on any of its pages, and shows pictures and links to rules', async () => {
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const page = await browser.newPage();
    const foreign: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(origin) && !/^(?:data|blob):/.test(request.url()))
        foreign.push(request.url());
    });
    for (const tab of ['', '#categories', '#suites', '#graph', '#timeline', '#behaviors', '#packages']) {
      await page.goto(`${origin}/allure/index.html${tab}`);
      await page.waitForLoadState('networkidle');
    }
    const test = cases().find(({ name, status }) => status === 'failed' && name.includes('was moved'));
    await page.goto(`${origin}/allure/index.html#testresult/${test?.uid}`);
    await page.locator('.attachment-row[data-type="image/svg+xml"]').click();
    const picture = page.locator('img.attachment-preview__media');
    await picture.waitFor({ state: 'visible' });
    expect(
      await picture.evaluate((image) => (image as unknown as { naturalWidth: number }).naturalWidth),
    ).to.be.greaterThan(300);
    const link = page.locator('a', { hasText: 'PATH-VF-05' });
    expect(await link.evaluate((anchor) => (anchor as unknown as { href: string }).href)).to.equal(
      `${origin}/compliance.html#rule-PATH-VF-05`,
    );
    expect(await page.title()).to.include('Allure');
    expect(foreign).to.deep.equal([]);
  });
});
