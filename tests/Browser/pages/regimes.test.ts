import { beforeAll, describe, expect, it } from 'vitest';
import { keepsNobodyOut } from '../support/axe';
import { openPage } from '../support/browser';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';

const CHARTS = ['Sharpe ratio by regime', 'Max drawdown by regime', 'Win rate by regime'];

describe('Regimes', () => {
  let host: Stock;

  beforeAll(async () => {
    host = await stocked();
  });

  it('shows who is the best where, as a table and as four drawings', async () => {
    const page = await openPage(host, { at: '#/regimes' });

    const table = page.getByRole('region', { name: 'The best model of each regime' });
    await table.getByText('✓ yes').first().waitFor();

    await expect.poll(() => table.getByRole('row').count()).toBe(5);
    for (const chart of CHARTS) expect(await page.getByRole('img', { name: chart }).count(), chart).toBe(1);
    await expect.poll(() => page.getByRole('img', { name: /^Best model in / }).count()).toBe(1);
    expect(await keepsNobodyOut(page, 'regimes-best', { whole: true })).toEqual([]);
  });

  it('gives the figures of a drawing as a table', async () => {
    const page = await openPage(host, { at: '#/regimes' });

    await page.getByText('Sharpe ratio by regime: figures').click();

    const figures = page.getByRole('region', { name: 'Sharpe ratio by regime: figures' });
    await expect.poll(() => figures.getByRole('row').count()).toBe(5);
  });

  it('colours the candles by regime and says how many bars each has', async () => {
    const page = await openPage(host, { at: '#/regimes?part=price' });

    const legend = page.getByRole('listitem').filter({ hasText: 'bars)' });
    await expect.poll(() => legend.count()).toBe(5);
    await page.getByText(/candles here/).waitFor();

    expect(await legend.last().textContent()).toMatch(/^unclassified: [\d.]+ % \([\d,]+ bars\)$/);
    expect(await keepsNobodyOut(page, 'regimes-price')).toEqual([]);
  });

  it('checks a rule while it is typed, counts its bars, keeps it, and lets it go when asked', async () => {
    const page = await openPage(host, { at: '#/regimes?part=rules' });

    await page.getByRole('button', { name: 'Add a regime' }).click();
    const dialog = page.getByRole('dialog', { name: 'Add a regime' });
    await dialog.getByLabel('Name').fill('panic');
    await dialog.getByLabel('Priority').fill('5');
    await dialog.getByLabel('volatility').fill('> 90th percentil');
    await dialog.getByText(/Did you mean 'percentile'/).waitFor();
    await screen(page, 'regimes-rule-wrong');
    await dialog.getByLabel('volatility').fill('> 90th percentile');
    await dialog.getByText(/^Holds for [\d,]+ of [\d,]+ bars of SYN1USDT 1h/).waitFor();
    expect(await keepsNobodyOut(page, 'regimes-rule')).toEqual([]);
    await dialog.getByRole('button', { name: 'Save' }).click();

    await page.getByRole('row', { name: /^panic 5 / }).waitFor();
    await page.getByRole('checkbox', { name: 'panic is asked' }).click();
    await page.getByText('panic is no longer asked.').waitFor();
    expect(await page.getByRole('checkbox', { name: 'panic is asked' }).isChecked()).toBe(false);
    await page.getByRole('button', { name: 'Delete panic' }).click();
    await page.getByRole('button', { name: 'Delete the rule' }).click();
    await expect.poll(() => page.getByRole('row', { name: /^panic 5 / }).count()).toBe(0);
    await expect.poll(() => page.getByRole('region', { name: 'Versions of the rules, the newest first' }).getByRole('row').count()).toBe(4);
  });
});
