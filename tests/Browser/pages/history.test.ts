import { readFile } from 'node:fs/promises';
import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { apiOf } from '../support/api';
import { keepsNobodyOut } from '../support/axe';
import { openPage, type OpenPage } from '../support/browser';
import { short } from '../support/ids';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { status } from '../support/watch';
import { overhang } from '../support/width';

const runsOf = (page: OpenPage) => page.getByRole('region', { name: 'Runs, the newest first' }).locator('tbody tr');
const queryOf = (page: OpenPage) => Object.fromEntries(new URLSearchParams(new URL(page.url()).hash.split('?')[1]));
const outcome = (page: OpenPage) => page.getByRole('region', { name: 'Outcome' });

/** The parts of a run, each with what is there last. */
const PARTS: readonly (readonly [string, (page: OpenPage) => Locator])[] = [
  ['Overview', (page) => page.getByRole('heading', { name: 'Recipe' })],
  ['Regimes and verdict', (page) => page.getByRole('heading', { name: 'Verdict' })],
  ['Folds and metrics', (page) => page.getByRole('heading', { name: 'Staleness' })],
  ['Strategies', (page) => page.getByRole('img', { name: 'Equity of' })],
  ['Learning', (page) => page.getByRole('heading', { name: 'Importance' })],
  ['Artifacts', (page) => page.getByRole('region', { name: 'Artifacts with their hashes' })],
];

describe('the history', () => {
  let host: Stock;

  beforeAll(async () => {
    host = await stocked();
  });

  /** Puts the shelves in order again, whatever a test has come to. */
  async function act(action: 'untag' | 'restore', tags?: string[]): Promise<void> {
    await apiOf(host).post('runs/actions', { action, ids: [host.shelves.keptRunId, host.shelves.deletedRunId], ...(tags ? { tags } : {}) });
  }

  it('finds a run by its filters, opens it, and leads back to what was found', async () => {
    const page = await openPage(host, { at: '#/history' });

    await page.getByLabel('Queue').fill(host.shelves.queueId);
    await expect.poll(() => queryOf(page)).toEqual({ queue: host.shelves.queueId });
    await page.getByLabel('Kept').selectOption('yes');
    await expect.poll(() => runsOf(page).count()).toBe(1);
    await screen(page, 'history-filtered');
    await page.getByRole('link', { name: short(host.shelves.keptRunId) }).click();
    await page.getByRole('heading', { name: `Run ${short(host.shelves.keptRunId)}` }).waitFor();
    await page.getByRole('link', { name: 'All runs' }).click();

    await expect.poll(() => runsOf(page).count()).toBe(1);
    expect(queryOf(page)).toEqual({ queue: host.shelves.queueId, kept: 'true' });
  });

  it('shows the equity of the strategy that is picked in the heat map, and keeps it in the address', async () => {
    const page = await openPage(host, { at: `#/history/${host.shelves.keptRunId}?part=strategies` });
    const cell = (strategy: string) => page.getByRole('button', { name: `${strategy}: ` });

    await cell('direct/mean/c0.5/l50').click();
    await page.getByRole('img', { name: 'Equity of direct/mean/c0.5/l50' }).waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'Equity of direct/mean/c0.5/l100' }).waitFor();
    await page.reload();
    await page.getByRole('img', { name: 'Equity of direct/mean/c0.5/l100' }).waitFor();

    expect(queryOf(page)).toEqual({ part: 'strategies', strategy: 'direct/mean/c0.5/l100' });
    expect(await cell('direct/mean/c0.5/l100').getAttribute('aria-pressed')).toBe('true');
    await screen(page, 'history-strategies', { whole: true });
  });

  it('tags the chosen runs, says what became of each, and exports those that a filter finds', async () => {
    onTestFinished(() => act('untag', ['browsed']));
    const page = await openPage(host, { at: `#/history?queue=${host.shelves.queueId}`, expected: [status(400)] });

    await page.getByLabel('Choose all rows of this page').check();
    await page.getByRole('button', { name: 'Tag …', exact: true }).click();
    await page.getByLabel('Tags').fill('no/slashes');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await expect.poll(() => page.getByRole('alert').textContent()).toMatch(/letters, digits/);
    await page.getByLabel('Tags').fill('browsed');
    await page.getByRole('button', { name: 'Tag', exact: true }).click();
    await expect.poll(() => outcome(page).getByText('tagged browsed').count()).toBe(2);
    await screen(page, 'history-tagged');
    await page.getByLabel('Tag', { exact: true }).fill('browsed');
    await page.getByLabel('Kept').selectOption('no');
    await expect.poll(() => runsOf(page).count()).toBe(1);
    const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export these as CSV' }).click()]);

    const [head, ...rows] = (await readFile(await file.path(), 'utf8')).trim().split('\n');
    expect(file.suggestedFilename()).toMatch(/^training_history_\d{8}_\d{6}\.csv$/);
    expect(head).toMatch(/^run_id,created/);
    expect(rows.map((row) => row.split(',')[0])).toEqual([host.shelves.deletedRunId]);
  });

  it('asks before runs are taken out, tells which may not go, and brings them back', async () => {
    onTestFinished(() => act('restore'));
    const page = await openPage(host, { at: `#/history?queue=${host.shelves.queueId}` });

    await page.getByLabel('Choose all rows of this page').check();
    await page.getByRole('button', { name: 'Take out …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Take 2 runs out' }).click();
    await expect.poll(() => outcome(page).textContent()).toMatch(/1 done, 1 refused/);
    await expect.poll(() => runsOf(page).count()).toBe(1);
    expect(await outcome(page).textContent()).toMatch(/a run that holds a regime stays/);
    await page.getByLabel('Show runs').selectOption('Taken out');
    await page.getByLabel(`Choose ${host.shelves.deletedRunId}`).check();
    await page.getByRole('button', { name: 'Bring back' }).click();

    await expect.poll(() => outcome(page).textContent()).toMatch(/brought back into the history/);
  });

  it('trains a run again and says that the hashes are equal', async () => {
    const page = await openPage(host, { at: `#/history/${host.shelves.keptRunId}?part=artifacts` });

    await page.getByRole('button', { name: 'Reproduce' }).click();

    await page.getByText('Equal hashes.').waitFor();
    await page.getByRole('region', { name: 'Artifacts with their hashes' }).getByText('yes').first().waitFor();
    await screen(page, 'history-artifacts', { whole: true });
  });

  it('says in the words of the server why a deleted model has no equity, and who beat it', async () => {
    const page = await openPage(host, { at: `#/history/${host.shelves.deletedRunId}?part=strategies`, expected: [status(409)] });

    await expect.poll(() => page.getByRole('alert').allTextContents()).toContainEqual(expect.stringMatching(/cannot be made\. Its model was deleted at .* Restore it/));
    await page.getByRole('tab', { name: 'Regimes and verdict' }).click();

    await page.getByRole('region', { name: 'Tombstone' }).getByRole('link', { name: short(host.shelves.keptRunId) }).first().waitFor();
    await screen(page, 'history-tombstone', { whole: true });
  });

  it('shows what runs cost, and why something has no price', async () => {
    const page = await openPage(host, { at: '#/data' });
    const cost = { cpu_seconds: 200, gpu_seconds: 0, storage_transactions: 1432, price: { value: null, reason: 'no price is set' }, currency: 'EUR', prices: 'prices.yaml' };
    await page.route(`**/api/runs/${host.shelves.keptRunId}`, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, json: { ...(await response.json()), cost } });
    });
    await page.route('**/api/runs?*', async (route) => {
      const response = await route.fetch();
      const list = (await response.json()) as { items: object[] };
      await route.fulfill({ response, json: { ...list, items: list.items.map((run) => ({ ...run, cost: { ...cost, price: 1.5 } })) } });
    });

    await page.goto(`/#/history?queue=${host.shelves.queueId}`);
    await expect.poll(() => runsOf(page).filter({ hasText: '3 min 20 s' }).filter({ hasText: '1.50 EUR' }).count()).toBe(2);
    await page.goto(`/#/history/${host.shelves.keptRunId}`);

    await expect.poll(() => page.getByRole('region', { name: 'What it took' }).textContent()).toMatch(/Price–.*Computing on CPUs3 min 20 s.*1,432no price is set/);
  });

  it('is readable for everybody', async () => {
    const page = await openPage(host, { at: '#/history' });
    await runsOf(page).first().waitFor();
    expect(await keepsNobodyOut(page, 'history-list')).toEqual([]);
    await page.goto(`/#/history/${host.shelves.keptRunId}`);

    for (const [part, sign] of PARTS) {
      await page.getByRole('tab', { name: part }).click();
      await sign(page).waitFor();
      expect(await keepsNobodyOut(page, `history-${part.split(' ')[0]?.toLowerCase()}`, { whole: true }), part).toEqual([]);
    }
  });

  it('fits a phone: only tables scroll sideways', async () => {
    const page = await openPage(host, { width: 390, at: '#/history' });
    await runsOf(page).first().waitFor();
    await screen(page, 'history-phone');
    await page.goto(`/#/history/${host.shelves.keptRunId}?part=strategies`);
    await page.getByRole('img', { name: 'Equity of' }).waitFor();

    expect(await overhang(page)).toBe(0);
    await screen(page, 'history-phone-strategies', { whole: true });
  });
});
