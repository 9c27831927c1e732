import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { keepsNobodyOut } from '../support/axe';
import { openPage, type OpenPage } from '../support/browser';
import { barsAsCsv } from '../support/market';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { status } from '../support/watch';

describe('Data', () => {
  let host: Stock;
  let lines: string[];

  beforeAll(async () => {
    host = await stocked();
    lines = (await barsAsCsv(host, host.shelves.symbol, host.shelves.timeframe)).trimEnd().split('\n').slice(0, 201);
  });

  it('shows the markets with their gaps', async () => {
    const page = await openPage(host, { at: '#/data' });

    await page.getByRole('button', { name: 'SYN1USDT 1h' }).click();

    await page.getByText(/calendar expects/).waitFor();
    expect(await keepsNobodyOut(page, 'data')).toEqual([]);
  });

  it('imports a gzipped file, and the same again changes nothing', async () => {
    const page = await openPage(host, { at: '#/data' });
    const file = { name: 'bars.csv.gz', mimeType: 'application/gzip', buffer: gzipSync(lines.join('\n')) };

    await send(page, 'UPLOAD/USDT', file);
    await page.getByText(/UPLOADUSDT 1h: 200 bars added, 0 were there already/).waitFor();
    await send(page, 'UPLOADUSDT', file);
    await page.getByText(/UPLOADUSDT 1h: 0 bars added, 200 were there already/).waitFor();

    await page.getByRole('button', { name: 'UPLOADUSDT 1h' }).waitFor();
  });

  it('tells the line of a bad bar, and stores nothing', async () => {
    const page = await openPage(host, { at: '#/data', expected: [status(400)] });
    const broken = [...lines.slice(0, 3), lines[3]?.replace(/,[^,]*$/, ',-1') ?? ''];

    await send(page, 'BADUSDT', { name: 'bad.csv', mimeType: 'text/csv', buffer: Buffer.from(broken.join('\n')) });

    const alert = page.getByRole('alert');
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/Nothing was imported.*line 4/i);
    await expect.poll(() => page.getByRole('button', { name: 'BADUSDT 1h' }).count()).toBe(0);
    await screen(page, 'data-refused');
  });
});

async function send(page: OpenPage, symbol: string, file: { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
  await page.getByLabel('Symbol').fill(symbol);
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Import' }).click();
}
