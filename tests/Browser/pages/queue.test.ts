import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, until, type Api } from '../support/api';
import { keepsNobodyOut } from '../support/axe';
import { openPage, type OpenPage } from '../support/browser';
import { importMarket } from '../support/market';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { status } from '../support/watch';
import { overhang } from '../support/width';

interface Queue {
  id: string;
  state: string;
  counters: { total: number; completed: number; kept: number; skipped: number };
}

const MARKET = 'TRAINUSDT';
const PAUSED = 24;

const button = (page: OpenPage, name: string): Locator => page.getByRole('button', { name, exact: true });
const state = (page: OpenPage, name: string): Locator => page.getByRole('region').filter({ has: page.getByRole('progressbar') }).locator('.badge', { hasText: name });
const figure = (page: OpenPage, name: string): Locator => page.locator('.tally > div', { hasText: name }).locator('b');

describe('the page Training queue', () => {
  let host: Stock;
  let api: Api;

  beforeAll(async () => {
    host = await stocked();
    api = apiOf(host);
    // What is kept in the market in stock must stay.
    await importMarket(host, MARKET, '1h');
  });

  const create = (name: string, changes: object = {}): Promise<Queue> => api.post('queues', {
    name, models: ['ridge'], symbols: [MARKET], timeframes: ['1h'], days: [30], horizons: [1],
    feature_systems: ['poc16'], skip_already_trained: false, ...changes,
  });

  it('counts a grid while it is typed, trains it and shows what became of it', async () => {
    const { id: earlier } = await create('earlier');
    await api.post(`queues/${earlier}/start`);
    await until(async () => (await api.get<Queue>(`queues/${earlier}`)).state === 'completed', 'the earlier grid is trained');
    const page = await openPage(host);
    await page.getByRole('checkbox', { name: MARKET }).check();
    // Tests of other pages bring markets of their own.
    for (const other of await page.getByRole('checkbox', { name: new RegExp(`^(?!${MARKET}$)\\w+USDT$`), checked: true }).all()) await other.uncheck();
    await page.getByRole('checkbox', { name: 'lightgbm' }).uncheck();
    await page.getByRole('checkbox', { name: 'poc16', exact: true }).check();
    await page.getByRole('checkbox', { name: 'v1' }).uncheck();

    await page.getByLabel('Days').fill('30, 31');
    await page.getByText('2 − 1 already trained = 1 to train').waitFor();
    await screen(page, 'queue-builder', { whole: true });
    await page.reload();
    await page.getByText('2 − 1 already trained = 1 to train').waitFor();
    await button(page, 'Create and start').click();

    await state(page, 'completed').waitFor();
    const [, id] = /#\/queue\/(\w+)/.exec(page.url()) ?? [];
    const queue = await api.get<Queue>(`queues/${id}`);
    expect(queue.counters).toMatchObject({ total: 2, completed: 1, skipped: 1 });
    expect(await figure(page, 'completed').textContent()).toBe('1');
    expect(await figure(page, 'kept').textContent()).toBe(String(queue.counters.kept));
    await page.getByRole('log').getByText('Training completed!').waitFor();
    const run = page.getByRole('table', { name: 'Models of the queue' }).getByRole('link', { name: 'open' });
    await expect.poll(() => run.getAttribute('href')).toMatch(new RegExp(`^#/history/${id}`));
    await screen(page, 'queue-completed', { whole: true });
  });

  it("shows the server's words beside the field that is wrong, and starts nothing", async () => {
    const page = await openPage(host, { expected: [status(400)] });

    await page.getByLabel('Days').fill('30, often');

    const field = page.locator('.field', { has: page.getByLabel('Days') });
    await expect.poll(() => field.getByRole('alert').textContent()).toMatch(/days\[1\].*whole number from 1 to 3650/);
    expect(await button(page, 'Create and start').isDisabled()).toBe(true);
    await screen(page, 'queue-wrong-value');
    await page.getByLabel('Days').fill('30');
    await expect.poll(() => button(page, 'Create and start').isEnabled()).toBe(true);
  });

  it('takes a grid as text and says what it comes to', async () => {
    const page = await openPage(host, { at: '#/queue?form=text' });

    await page.getByLabel('Grid in YAML or JSON').fill(`name: pasted\nmodels: [lasso]\nsymbols: ${MARKET}\ntimeframes: 1h\ndays: [30, 40, 50]\nhorizons: 1\n`);

    await page.getByText('3 to train', { exact: true }).waitFor();
  });

  it('pauses after the models that run, shows the checkpoint, and goes on from it', async () => {
    // So many that some are left when the pause takes hold.
    const { id } = await create('paused one', { days: Array.from({ length: PAUSED }, (_, index) => 20 + index) });
    const page = await openPage(host, { at: `#/queue/${id}` });

    await button(page, 'Start').click();
    await button(page, 'Pause').click();
    await state(page, 'paused').waitFor();
    const paused = await api.get<Queue>(`queues/${id}`);
    expect(paused.counters.completed).toBeLessThan(paused.counters.total);
    await screen(page, 'queue-paused');
    await page.getByLabel('Checkpoint').selectOption({ index: 1 });
    await button(page, 'Resume from the checkpoint').click();

    await state(page, 'completed').waitFor({ timeout: 60_000 });
    expect(await figure(page, 'completed').textContent()).toBe(String(PAUSED));
  });

  it('asks before it cancels', async () => {
    const { id } = await create('cancelled one');
    const page = await openPage(host, { at: `#/queue/${id}` });
    const dialog = page.getByRole('dialog', { name: 'Cancel cancelled one?' });

    await button(page, 'Cancel').click();
    await dialog.getByRole('button', { name: 'Leave as it is' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    const left = (await api.get<Queue>(`queues/${id}`)).state;
    await button(page, 'Cancel').click();
    await screen(page, 'queue-cancel');
    await dialog.getByRole('button', { name: 'Cancel the queue' }).click();

    await state(page, 'cancelled').waitFor();
    expect(left).toBe('pending');
    expect((await api.get<Queue>(`queues/${id}`)).state).toBe('cancelled');
  });

  it('finds the queues of a state and opens one', async () => {
    const page = await openPage(host, { at: '#/queue?state=completed' });

    const names = page.getByRole('table', { name: 'Queues, the newest first' }).getByRole('row');
    await names.getByRole('button', { name: 'first grid' }).click();

    await page.getByRole('heading', { name: 'first grid' }).waitFor();
    expect(page.url()).toContain(`#/queue/${host.shelves.queueId}`);
  });

  it('stays at a page of the list when it is reloaded, leads back the way it came, and begins anew with another filter', async () => {
    const pages: Record<string, string | null> = { first: 'second', second: 'third', third: null };
    const page = await openPage(host, { at: '#/data' });
    await page.route('**/api/queues?*limit=20*', (route) => {
      const name = new URL(route.request().url()).searchParams.get('continuation') ?? 'first';
      return route.fulfill({ json: { items: [{ id: name, name, state: 'pending', created: '2026-01-01T00:00:00Z', counters: {} }], continuation: pages[name] } });
    });
    await page.goto('/#/queue');

    for (const name of ['second', 'third']) {
      await button(page, 'Next').click();
      await button(page, name).waitFor();
    }
    await page.reload();
    await button(page, 'third').waitFor();
    await page.getByText('Page 3').waitFor();
    expect(await button(page, 'Next').isDisabled()).toBe(true);
    await button(page, 'Back').click();
    await button(page, 'second').waitFor();
    await page.goBack();
    await button(page, 'third').waitFor();
    await page.getByLabel('State', { exact: true }).selectOption('pending');
    await button(page, 'first').waitFor();

    expect(page.url()).toMatch(/#\/queue\?state=pending$/);
  });

  it('sends people without bars to the page where they are imported', async () => {
    const page = await openPage(host, { at: '#/history' });
    await page.route('**/api/bars?*', (route) => route.fulfill({ json: { items: [], continuation: null } }));

    await page.goto('/#/queue');

    await expect.poll(() => page.getByRole('link', { name: /Import bars/ }).getAttribute('href')).toBe('#/data');
    await screen(page, 'queue-no-bars');
  });

  it('keeps nobody out', async () => {
    const page = await openPage(host);
    await page.getByText('to train').first().waitFor();
    await page.getByText('More', { exact: true }).click();
    const form = await keepsNobodyOut(page, 'queue-form');
    await page.goto(`/#/queue/${host.shelves.queueId}`);
    await page.getByRole('log').getByText('Training completed!').waitFor();
    await page.getByText('Rules by which').click();

    expect(form).toEqual([]);
    expect(await keepsNobodyOut(page, 'queue-open', { whole: true })).toEqual([]);
  });

  it('fits a phone', async () => {
    const page = await openPage(host, { width: 390 });
    for (const [at, words] of [['', 'to train'], [`/${host.shelves.queueId}`, 'Training completed!']] as const) {
      await page.goto(`/#/queue${at}`);
      await page.getByText(words).first().waitFor();
      await screen(page, at ? 'queue-open-phone' : 'queue-phone', { whole: true });

      expect(await overhang(page), at).toBe(0);
    }
  });
});
