import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openPage } from './support/browser';
import { startHost, type Host } from './support/host';
import { barsAsCsv } from './support/market';
import { screen } from './support/screens';
import { stocked } from './support/stock';

describe('a newcomer', () => {
  let host: Host;
  let file: { name: string; mimeType: string; buffer: Buffer };

  beforeAll(async () => {
    const other = await stocked();
    file = { name: 'bars.csv', mimeType: 'text/csv', buffer: Buffer.from(await barsAsCsv(other, other.shelves.symbol, other.shelves.timeframe)) };
    host = await startHost();
  });

  afterAll(() => host.stop());

  it('comes by the link that was shown, and goes from an empty store to a kept model and its curve', async () => {
    const page = await openPage(host, { signedIn: false, expected: [/status of 401/] });
    await page.goto(host.signInLink());

    // Nothing is there, and the page says where to begin.
    await page.getByRole('main').getByRole('link', { name: /import/i }).click();
    await page.getByText(/There are no bars yet/).waitFor();
    await screen(page, 'newcomer-1-empty');
    await page.getByLabel('Symbol').fill('BTC/USDT');
    await page.getByLabel('CSV file').setInputFiles(file);
    await page.getByRole('button', { name: 'Import' }).click();
    await page.getByText(/BTCUSDT 1h: 12,000 bars added/).waitFor();

    // A grid: the count is there before anything is spent.
    await page.getByRole('link', { name: 'Training queue' }).click();
    await page.getByRole('checkbox', { name: 'ridge' }).check();
    await page.getByRole('checkbox', { name: 'lightgbm' }).uncheck();
    await page.getByLabel('Days').fill('30, 60');
    await page.getByText('2 to train', { exact: true }).waitFor();
    await screen(page, 'newcomer-2-grid');
    await page.getByRole('button', { name: 'Create and start' }).click();
    await page.getByRole('log').getByText('Training completed!').waitFor({ timeout: 60_000 });
    await screen(page, 'newcomer-3-trained', { whole: true });

    // Who won where, and the run behind it.
    await page.getByRole('link', { name: 'Regimes' }).click();
    const best = page.getByRole('region', { name: 'The best model of each regime' });
    await best.getByText('✓ yes').first().waitFor();
    await screen(page, 'newcomer-4-best', { whole: true });
    await best.getByRole('link', { name: 'ridge' }).first().click();
    await page.getByRole('tab', { name: 'Strategies' }).click();
    await page.getByRole('img', { name: /equity/i }).first().waitFor();
    await screen(page, 'newcomer-5-run', { whole: true });

    expect(page.url()).toMatch(/#\/history\/[\w-]+\?part=strategies/);
  });
});
