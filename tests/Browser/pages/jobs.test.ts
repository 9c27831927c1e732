import { beforeAll, describe, expect, it } from 'vitest';
import { keepsNobodyOut } from '../support/axe';
import { openPage } from '../support/browser';
import { short } from '../support/ids';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { status } from '../support/watch';

describe('Jobs', () => {
  let host: Stock;

  beforeAll(async () => {
    host = await stocked();
  });

  it('shows why the gate refused a training', async () => {
    const page = await openPage(host, { at: `#/jobs/${host.shelves.refusedJobId}` });

    await page.getByRole('heading', { name: 'The gate refuses it' }).waitFor();

    const gate = page.getByRole('region', { name: 'Criteria of the gate; all must hold' });
    await expect.poll(() => gate.getByRole('row').count()).toBe(6);
    await expect.poll(() => gate.getByText('✗ does not hold').count()).toBeGreaterThan(0);
    await expect.poll(() => page.getByRole('button', { name: 'Approve' }).count()).toBe(0);
    expect(await keepsNobodyOut(page, 'jobs-refused', { whole: true })).toEqual([]);
  });

  it('trains in full after Approve; the model is live and forecasts on the chart', async () => {
    const page = await openPage(host, { at: '#/jobs?status=waiting_for_approval' });

    await page.getByRole('button', { name: short(host.shelves.waitingJobId) }).click();
    await page.getByRole('button', { name: 'Approve' }).waitFor();
    await screen(page, 'jobs-waiting', { whole: true });
    await page.getByRole('button', { name: 'Approve' }).click();

    await page.getByRole('link', { name: 'version 1' }).click({ timeout: 90_000 });
    await page.getByRole('row', { name: /SYN1USDT_1h.*ridge on v1/ }).first().waitFor();
    await screen(page, 'jobs-models');

    await page.goto(`/#/candles?symbol=${host.shelves.symbol}&timeframe=${host.shelves.timeframe}&live=newest&sure=0.01`);
    await page.getByText(/^1,\d{3} predictions shown, .* By version 1 of the model of SYN1USDT 1h/).waitFor();
    await page.getByRole('list', { name: 'Drawn on the chart' }).getByText(/^[1-9]\d* arrows/).waitFor();
    await page.getByRole('region', { name: 'The newest forecasts' }).getByText(/^(▲ up|▼ down)$/).first().waitFor();
    expect(await keepsNobodyOut(page, 'candles-live', { whole: true })).toEqual([]);
  });

  it('starts a training by its form, and rejects the full one when asked', async () => {
    const page = await openPage(host, { at: '#/jobs' });

    await page.getByRole('button', { name: 'Start a training' }).click();
    const form = page.getByRole('dialog', { name: 'Start a training' });
    await form.getByLabel('Model').selectOption('ridge');
    await form.getByLabel('Features').selectOption('v1');
    await form.getByLabel('Horizon').fill('3');
    await form.getByLabel('Days').fill('170');
    expect(await keepsNobodyOut(page, 'jobs-start')).toEqual([]);
    await form.getByRole('button', { name: 'Start', exact: true }).click();

    await page.getByRole('button', { name: 'Reject' }).click({ timeout: 60_000 });
    await page.getByRole('dialog').getByRole('button', { name: 'Reject' }).click();
    await page.getByText('rejected', { exact: true }).waitFor();
    await expect.poll(() => page.getByText(/reject \(api\)/).count()).toBe(1);
  });

  it('says in the words of the server what a form has wrong', async () => {
    const page = await openPage(host, { at: '#/jobs', expected: [status(400)] });

    await page.getByRole('button', { name: 'Start a training' }).click();
    await page.getByLabel('Mode', { exact: true }).selectOption('quick');
    await page.getByLabel('Days').fill('200');
    await page.getByRole('button', { name: 'Start', exact: true }).click();

    const alert = page.getByRole('alert').first();
    await alert.waitFor();
    expect(await alert.textContent()).toMatch(/days.*180/);
  });

  it('lists the orchestrations as the portal does, with what they were given', async () => {
    const page = await openPage(host, { at: '#/jobs?part=instances&state=completed' });

    const rows = page.getByRole('region', { name: 'Durable orchestrations' }).getByRole('row');
    await rows.nth(1).getByRole('button').click();

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('heading', { name: 'Input' }).waitFor();
    await expect.poll(() => dialog.getByText('completed').count()).toBeGreaterThan(0);
    expect(await keepsNobodyOut(page, 'jobs-orchestrations')).toEqual([]);
  });
});
