import { expect } from 'chai';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium, type Browser, type Page } from 'playwright-core';
import { buildCompliance } from '../compliance/build-compliance';
import { SAMPLE_SCENARIOS } from '../testing/sample-scenarios';
import { syntheticRun } from '../testing/synthetic-run';
import { catalogue } from '../../rules/catalogue';
import { renderHtml } from './render-html';

const RULES = catalogue().rules.length;

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

describe(`the compliance report in a browser${CHROMIUM === undefined ? ' (left out: there is no Chromium in /usr/bin)' : ''}`, function () {
  this.timeout(60_000);
  let folder: string;
  let browser: Browser;
  let page: Page;
  const requests: string[] = [];
  const errors: string[] = [];

  before(async function () {
    if (CHROMIUM === undefined) return this.skip();
    folder = mkdtempSync(join(tmpdir(), 'bulkhead-page-'));
    const file = join(folder, 'compliance.html');
    writeFileSync(file, renderHtml(buildCompliance([syntheticRun(SAMPLE_SCENARIOS)])));
    browser = await chromium.launch({ executablePath: CHROMIUM, args: ['--no-sandbox', '--disable-gpu'] });
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => requests.push(request.url()));
    page.on('console', (message) => errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(pathToFileURL(file).href);
  });
  after(async () => {
    await browser?.close();
    if (folder !== undefined) rmSync(folder, { recursive: true });
  });

  const visibleRules = (): Promise<string[]> =>
    page.locator('#rule-rows tr[data-i]:not([hidden]) .open').allTextContents();

  it('finds rules by words, status, subject, level and component', async () => {
    await page.fill('#rule-search', 'iso-law-02');
    expect(await visibleRules()).to.deep.equal(['ISO-LAW-02']);
    await page.fill('#rule-search', '');
    await page.selectOption('[data-filter="status"]', 'violated');
    expect(await visibleRules()).to.have.members([
      'ISO-LAW-02',
      'ISO-LAW-06',
      'PATH-VF-05',
      'PATH-VF-06',
      'FILTER-MOVE-02',
      'VF-RESET-02',
    ]);
    await page.selectOption('[data-filter="subject"]', 'Paths');
    expect(await visibleRules()).to.have.members(['PATH-VF-05', 'PATH-VF-06']);
    expect(await page.locator('#rule-rows tr.subject:not([hidden])').allTextContents()).to.deep.equal([
      'Paths',
    ]);
    await page.selectOption('[data-filter="subject"]', '');
    await page.selectOption('[data-filter="level"]', 'must-not');
    expect(await visibleRules()).to.include('ISO-LAW-02');
    expect(await visibleRules()).not.to.include('ISO-LAW-06');
    await page.selectOption('[data-filter="component"]', 'pf-miniport');
    for (const id of await visibleRules()) expect(id).to.match(/^(?:ISO-LAW-02|VF-RESET-02)$/);
    for (const filter of ['status', 'level', 'component'])
      await page.selectOption(`[data-filter="${filter}"]`, '');
  });

  it('opens a rule with its evidence, and a scenario with steps and picture', async () => {
    await page.fill('#rule-search', 'PATH-VF-05');
    await page.click('#rule-PATH-VF-05 .open');
    const detail = page.locator('tr.detail');
    expect(await detail.locator('li.scenario').count()).to.equal(3);
    await detail.locator('li.scenario button').nth(1).click();
    expect(await detail.locator('svg').count()).to.equal(1);
    expect(await detail.textContent()).to.include('the frame took another path');
    expect(await detail.locator('pre.argument').first().textContent()).to.include(
      '| web       | 00-15-5D-00-00-01 |',
    );
    await page.click('#rule-PATH-VF-05 .open');
    expect(await detail.count()).to.equal(0);
  });

  it('finds scenarios by words and result', async () => {
    await page.fill('#scenario-search', 'broadcast');
    expect(await page.textContent('#scenario-count')).to.equal(`1 of ${SAMPLE_SCENARIOS.length} scenarios`);
    await page.fill('#scenario-search', '');
    await page.selectOption('#scenario-result', 'not-applicable');
    expect(await page.textContent('#scenario-list')).to.match(/not applicable\s+Migration keeps the address/);
  });

  it('follows a link to a rule, for example from Allure', async () => {
    await page.goto(`${page.url().split('#')[0]}#rule-VF-RESET-02`);
    await page.waitForSelector('#rule-VF-RESET-02 .open[aria-expanded="true"]');
  });

  it('shows in a failed scenario what stands under its finding: before and after by owner, and the way', async () => {
    await page.fill('#scenario-search', 'A reset in the middle of a conversation');
    await page.selectOption('#scenario-result', '');
    const scenario = page.locator('#scenario-list li.scenario').first();
    await scenario.locator('button').click();
    const link = scenario.locator('a[href^="#finding-"]').first();
    const anchor = (await link.getAttribute('href')) ?? '';
    const under = page.locator(`${anchor} .difference`).first();
    expect(await scenario.locator('.difference').innerHTML()).to.equal(await under.innerHTML());
  });

  it('leads from a finding to the scenario, opened', async () => {
    await page.locator('.finding a[href^="#scenario-"]').first().click();
    await page.waitForSelector('#scenario-list li.scenario .body');
    expect(await page.locator('#scenario-list li.scenario').count()).to.equal(1);
  });

  it('prints every rule and every scenario, whatever is filtered or folded, and is as before afterwards', async () => {
    await page.fill('#rule-search', 'iso-law-02');
    await page.emulateMedia({ media: 'print' });
    await page.evaluate('dispatchEvent(new Event("beforeprint"))');
    const rows = page.locator('#rule-rows tr[data-i]');
    const hidden = await rows.evaluateAll(
      (all) => all.filter((row) => (row as unknown as { offsetHeight: number }).offsetHeight === 0).length,
    );
    expect(await rows.count()).to.equal(RULES);
    expect(hidden).to.equal(0);
    expect(await page.locator('#scenario-list > li').count()).to.equal(SAMPLE_SCENARIOS.length);
    expect(await page.locator('details:not([open])').count()).to.equal(0);
    await page.evaluate('dispatchEvent(new Event("afterprint"))');
    await page.emulateMedia({ media: 'screen' });
    expect(await visibleRules()).to.deep.equal(['ISO-LAW-02']);
    expect(await page.locator('#scenario-list li.scenario').count()).to.equal(1);
    await page.fill('#rule-search', '');
  });

  it('fits a narrow window: wide tables scroll within themselves', async () => {
    await page.setViewportSize({ width: 400, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(400);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('loads nothing but itself, and complains of nothing', () => {
    expect(requests.filter((url) => !url.startsWith('file://') && !url.startsWith('data:'))).to.deep.equal(
      [],
    );
    expect(errors).to.deep.equal([]);
  });

  it('can be read without its script', async () => {
    const bare = await browser.newPage({ javaScriptEnabled: false });
    await bare.goto(page.url().split('#')[0] ?? '');
    expect(await bare.locator('#cover').innerText()).to.include('Violated');
    expect(await bare.locator('#rule-ISO-LAW-02').innerText()).to.match(
      /Reset reaches only the named VF[\s\S]*violated/,
    );
    expect(await bare.locator('#findings svg').count()).to.be.at.least(2);
  });
});
