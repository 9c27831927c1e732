import type { Locator } from 'playwright-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, until } from '../support/api';
import { keepsNobodyOut } from '../support/axe';
import { openPage, type OpenPage } from '../support/browser';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { inEachTheme, redrawn } from '../support/themes';
import { status } from '../support/watch';
import { overhang } from '../support/width';

// In the middle of the stocked market, with half a year of bars before it.
const AT = Date.parse('2021-03-01T00:00:00Z') / 1000;

describe('Candles', () => {
  let host: Stock;
  let market: string;

  beforeAll(async () => {
    host = await stocked();
    market = `symbol=${host.shelves.symbol}&timeframe=${host.shelves.timeframe}`;
  });

  it('draws what a loaded model says, takes it off for the live model, and says what to do where none is live', async () => {
    const page = await openPage(host, { at: `#/candles?run=${host.shelves.candleRunId}`, expected: [status(404)] });
    await page.getByRole('button', { name: 'Load this model' }).click();
    await page.getByText(/^35 predictions shown/).waitFor();

    const layers = page.getByRole('list', { name: 'Drawn on the chart' });
    await expect.poll(() => layers.getByRole('checkbox').count()).toBeGreaterThanOrEqual(4);
    await layers.getByText('Probability of a rise (35 predictions)').waitFor();
    expect(await keepsNobodyOut(page, 'candles-predictions')).toEqual([]);

    const parts = layers.getByRole('checkbox', { name: 'Training, tune and test' });
    await inEachTheme(page, async (theme) => {
      await parts.check();
      await screen(page, `candles-run-${theme}`, { whole: true });
      await expect.poll(async () => {
        await parts.check();
        const drawn = await coloursOf(page);
        await parts.uncheck();
        return drawn - await coloursOf(page);
      }).toBeGreaterThan(0);
    });
    await page.reload();
    await page.getByText(/^35 predictions shown/).waitFor();
    expect(await parts.isChecked()).toBe(false);

    // The stock's market may have a live model by now, or not.
    await page.route('**/api/models/*/predictions*', (route) => route.fulfill({ status: 404, json: { detail: 'none was published' } }));
    const live = layers.getByRole('checkbox', { name: 'Forecasts of the live model' });
    await live.check();
    await page.getByText(`No model is live for ${host.shelves.symbol} ${host.shelves.timeframe} yet`).waitFor();
    await expect.poll(() => page.getByText(/predictions shown/).count()).toBe(0);
    await page.getByRole('button', { name: 'Switch the forecasts off' }).click();
    await expect.poll(() => live.isChecked()).toBe(false);
  });

  it('trains from a candle that is picked by keyboard, and shows train, tune and test beside each other', async () => {
    const page = await openPage(host, { at: `#/candles?${market}&at=${AT}` });
    await page.getByRole('button', { name: 'Train mode' }).click();
    await page.getByText('Train mode is on.').waitFor();
    await pointAt(page, 'ArrowLeft', 'ArrowLeft', 'Shift+ArrowLeft', 'Shift+ArrowLeft');
    const candle = await page.locator('.candle-words span').first().innerText();
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog');
    expect(await dialog.getByRole('textbox', { name: 'Candle' }).inputValue()).toBe(`${candle.replace(' ', 'T')}:00Z`.replace('T00:00:00Z', ''));
    await dialog.getByLabel('Fill with a preset').selectOption(host.shelves.presetName);
    await dialog.getByText(`Filled with ${host.shelves.presetName}, version 1`).waitFor();
    await dialog.getByText(/^Left out, .*num iterations \d+/).waitFor();
    expect(await dialog.getByLabel('Features').inputValue()).toBe('v1');
    await dialog.getByLabel('Training part').fill('0.5');
    await dialog.getByLabel('Leaves').fill('15');
    expect(await keepsNobodyOut(page, 'candles-dialog')).toEqual([]);
    await dialog.getByRole('button', { name: 'Train', exact: true }).click();

    const figures = page.getByRole('region', { name: 'Figures on train, tune and test' });
    await figures.waitFor();
    expect(await figures.getByRole('columnheader').allInnerTexts()).toEqual(['Figure', 'Train', 'Tune', 'Test']);
    await expect.poll(() => figures.getByRole('row', { name: /^ROC AUC \d\.\d{4} \d\.\d{4} \d\.\d{4}$/ }).count()).toBe(1);
    await page.getByText(/the best F1 of the tune part/).waitFor();
    await page.getByText('buy and hold').waitFor();
    await page.getByRole('img', { name: /^Feature importance/ }).waitFor();
    await expect.poll(() => page.url()).toMatch(/run=\d{8}_\d{6}/);
  });

  it('goes to a day, and back to the newest candles', async () => {
    const page = await openPage(host, { at: `#/candles?${market}` });
    await pointAt(page, 'End');
    const newest = await page.locator('.candle-words span').first().innerText();

    await page.getByLabel('Go to').fill('2020-06-01');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await expect.poll(() => pressed(page, 'ArrowLeft')).toMatch(/^2020-0[56]-/);
    await page.getByLabel('Go to').fill('');
    await page.getByRole('button', { name: 'Newest' }).click();

    await expect.poll(() => page.url()).not.toContain('at=');
    await expect.poll(() => pressed(page, 'End')).toBe(newest);
  });

  it('says in words why a candle near the end will not do, and takes the one that would', async () => {
    const page = await openPage(host, { at: `#/candles?${market}&train=on`, expected: [status(400)] });
    await pointAt(page, 'End');
    await page.keyboard.press('Enter');

    const dialog = page.getByRole('dialog');
    const field = dialog.getByRole('textbox', { name: 'Candle' });
    const newest = await field.inputValue();
    await dialog.getByLabel('Training part').fill('0.5');
    await dialog.getByRole('button', { name: 'Train', exact: true }).click();
    await dialog.getByText(/cannot be trained from: .*37 bars after it are needed/).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    await screen(page, 'candles-too-late');
    await dialog.getByRole('button', { name: /^Take the candle/ }).click();

    expect(Date.parse(await field.inputValue())).toBeLessThan(Date.parse(newest));
  });

  it('gathers candles for a batch and shows how far their tests lie apart', async () => {
    const page = await openPage(host, { at: `#/candles?${market}&at=${AT}&train=on&several=on` });
    await pointAt(page, 'ArrowLeft', 'Shift+ArrowLeft', 'Enter', 'Shift+ArrowLeft', 'Enter');
    const gathered = page.getByRole('list', { name: 'Gathered candles' }).getByRole('listitem');
    await expect.poll(() => gathered.count()).toBe(2);

    await page.getByRole('button', { name: /^Train from 2 candles/ }).click();
    await page.getByRole('dialog').getByLabel('Training part').fill('0.5');
    await page.getByRole('button', { name: 'Train the batch' }).click();

    await page.getByRole('region', { name: 'How far the tests lie apart' }).waitFor();
    await expect.poll(() => page.getByRole('region', { name: 'Runs of the batch' }).getByText('completed').count()).toBe(2);
    await expect.poll(() => page.getByRole('img', { name: /^Tests over their candles/ }).count()).toBe(1);
    expect(await keepsNobodyOut(page, 'candles-batch', { whole: true })).toEqual([]);
  });

  it('cancels the rest of a batch at one word', async () => {
    const { batch_id: id } = await apiOf(host).post<{ batch_id: string }>('training/poc-batches', {
      symbol: host.shelves.symbol, timeframe: host.shelves.timeframe, candles: ['2021-03-01', '2021-03-02', '2021-03-03'], train_years: 0.5, optimize_seconds: 120,
    });
    const page = await openPage(host, { at: `#/candles?${market}&batch=${id}` });

    await page.getByRole('button', { name: 'Cancel the rest …' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel 3 trainings' }).click();

    await expect.poll(() => page.getByRole('region', { name: 'Runs of the batch' }).getByText('cancelled').count()).toBe(3);
    await expect.poll(() => page.getByRole('button', { name: 'Cancel the rest …' }).count()).toBe(0);
  });

  it('asks before it cancels and before it deletes, also on a phone', async () => {
    const api = apiOf(host);
    const { run_id: id } = await api.post<{ run_id: string }>('training/run-poc', {
      symbol: host.shelves.symbol, timeframe: host.shelves.timeframe, candle_date: '2021-03-01', train_years: 0.5, optimize_seconds: 120,
    });
    const page = await openPage(host, { width: 390, at: `#/candles?run=${id}` });

    await page.getByRole('progressbar', { name: 'Progress of the training' }).waitFor();
    await screen(page, 'candles-running-phone', { whole: true });
    await page.getByRole('button', { name: 'Cancel …', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the training' }).click();
    await page.getByText('The run was cancelled.').waitFor();
    await page.getByRole('button', { name: 'Delete …', exact: true }).click();
    await page.getByRole('dialog').getByText(/cannot be undone/).waitFor();
    expect(await overhang(page)).toBe(0);
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the run' }).click();

    await page.getByText(`Run ${id} is deleted.`).waitFor();
    await until(async () => !(await api.get<{ items: { run_id: string }[] }>('training/poc-runs')).items.some((run) => run.run_id === id), 'the run is gone');
  });
});

function chart(page: OpenPage): Locator {
  return page.getByRole('application', { name: /^Candles of/ });
}

/** Presses keys on the chart once its candles are there. */
async function pointAt(page: OpenPage, ...keys: string[]): Promise<void> {
  await page.getByText(/candles here/).waitFor();
  await chart(page).focus();
  for (const key of keys) await page.keyboard.press(key);
}

/** The first of what the chart says after a key: the time of the candle, once there is one. */
async function pressed(page: OpenPage, key: string): Promise<string | undefined> {
  await chart(page).press(key);
  return (await page.locator('.candle-words').innerText()).split('\n')[0];
}

/** How many colours the chart has: of an empty one there are few. */
async function coloursOf(page: OpenPage): Promise<number> {
  await redrawn(page);
  return chart(page).evaluate((element) => {
    const colours = new Set<number>();
    for (const canvas of element.querySelectorAll('canvas')) {
      const { width, height } = canvas;
      const pixels = width > 0 && height > 0 ? canvas.getContext('2d')?.getImageData(0, 0, width, height).data : undefined;
      if (pixels) for (const pixel of new Uint32Array(pixels.buffer)) colours.add(pixel);
    }
    return colours.size;
  });
}
