import { readFile } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { apiOf, type Api } from '../support/api';
import { keepsNobodyOut } from '../support/axe';
import { openPage, type OpenPage } from '../support/browser';
import { importMarket } from '../support/market';
import { screen } from '../support/screens';
import { stocked, type Stock } from '../support/stock';
import { status } from '../support/watch';
import { overhang } from '../support/width';

interface Preset {
  content: { config_hash?: string; hyper_parameters: Record<string, unknown> } & Record<string, unknown>;
}

const MARKET = 'TESTUSDT';

describe('presets', () => {
  let host: Stock;
  let api: Api;
  beforeAll(async () => {
    host = await stocked();
    api = apiOf(host);
    // What is kept in the market in stock must stay.
    await importMarket(host, MARKET, '1h');
  });

  /** Presets of a market of the test's own, with the content of the one in stock. */
  async function save(name: string, description: string, hyperParameters: Record<string, unknown> = {}): Promise<void> {
    const { content } = await api.get<Preset>(`presets/${host.shelves.presetName}`);
    const { config_hash: _, ...rest } = content;
    await api.post('presets', { name, description, content: { ...rest, hyper_parameters: { ...rest.hyper_parameters, ...hyperParameters } } });
  }

  it('are generated live, and one is applied: a training starts from it and ends', async () => {
    const page = await openPage(host, { at: '#/presets/generate', expected: [status(400)] });

    await page.getByLabel(MARKET).check();
    await page.getByLabel('1h', { exact: true }).check();
    await page.getByLabel('lightgbm').uncheck();
    await page.getByLabel('ridge').check();
    await page.getByRole('button', { name: 'Generate', exact: true }).click();
    await page.getByRole('group', { name: 'Feature systems' }).getByRole('alert').waitFor();
    await screen(page, 'presets-generate-refused');

    await page.getByLabel('poc16', { exact: true }).check();
    await page.getByLabel('Horizons').fill('');
    expect(await page.getByLabel('Horizons').inputValue()).toBe('');
    await page.getByLabel('Horizons').fill('1');
    await page.reload();
    expect(await page.getByLabel('ridge').isChecked()).toBe(true);
    await page.getByText('More choices').click();
    for (const phase of ['Trials of phase 1', 'Trials of phase 2', 'Trials of phase 3', 'Seeds of phase 4']) await page.getByLabel(phase).fill('3');
    expect(await keepsNobodyOut(page)).toEqual([]);
    await page.getByRole('button', { name: 'Generate', exact: true }).click();

    const made = page.getByRole('region', { name: `${MARKET}_1h_poc16_Ridge_single_h1` });
    await made.getByRole('list', { name: 'Phases of the search' }).getByText('4 stability').waitFor();
    await made.getByText(/as version 1\.$/).waitFor();
    await made.getByText('failed', { exact: true }).waitFor();
    expect(await keepsNobodyOut(page, 'presets-plan')).toEqual([]);

    await made.getByRole('link', { name: /Ridge_single_h1/ }).click();
    await page.getByRole('tab', { name: 'Apply' }).click();
    await page.getByRole('button', { name: 'Train a grid with it' }).click();
    await page.getByText('1 of 1 trained').waitFor();
    await page.reload();
    const training = page.getByRole('region', { name: 'Train with it' });
    await training.getByText('completed', { exact: true }).waitFor();
    expect(await keepsNobodyOut(page, 'presets-apply', { whole: true })).toEqual([]);
  });

  it('have versions, and any two can be laid beside each other', async () => {
    const name = 'VERSUSDT_1h_v1_LightGBM_single_h1';
    await save(name, 'the first of them');
    await save(name, 'fewer leaves', { num_leaves: 5 });
    const page = await openPage(host, { at: `#/presets/${name}?part=versions` });

    const history = page.getByRole('region', { name: 'What happened to it' });
    await history.getByText('the first of them').waitFor();
    const row = page.getByRole('row', { name: /hyper_parameters\.num_leaves/ });
    await expect.poll(() => row.textContent()).toContain('~ changed');
    expect((await row.getByRole('cell').allTextContents()).at(-1)).toBe('5');
    expect(await keepsNobodyOut(page, 'presets-versions', { whole: true })).toEqual([]);

    await page.getByLabel('To version').selectOption('1');
    await page.getByText('Choose two versions that are not the same.').waitFor();
    expect(page.url()).toContain('to=1');
  });

  it('go out as a file and come in again, in words; a broken file is refused with all that is wrong', async () => {
    const name = 'FILEUSDT_1h_v1_LightGBM_single_h1';
    await save(name, 'to be carried');
    const page = await openPage(host, { at: `#/presets/${name}`, expected: [status(400)] });

    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Export' }).click()]);
    expect(download.suggestedFilename()).toBe(`${name}.json`);
    const good = await readFile(await download.path());

    await page.getByRole('tab', { name: 'Import' }).click();
    await choose(page, { name: 'one.json', buffer: good }, { name: 'again.json', buffer: good }, { name: 'broken.json', buffer: broken(good) });
    await page.getByRole('button', { name: 'Import' }).click();

    const refusal = page.getByRole('alert').filter({ hasText: 'broken.json was not imported' });
    await expect.poll(() => refusal.textContent()).toMatch(/version: must be a whole number.*content\.model: this key is required.*surplus: this key is not known/s);
    const words = page.getByRole('region', { name: 'What became of the files' });
    await words.getByText('version 2 now, version 1 in the file; not signed').first().waitFor();
    await words.getByText('the same content as version 2, nothing in it is new').waitFor();
    expect(await keepsNobodyOut(page, 'presets-import', { whole: true })).toEqual([]);
  });

  it('are deleted on a second word, and restored', async () => {
    const name = 'GONEUSDT_1h_v1_LightGBM_single_h1';
    await save(name, 'to be deleted');
    const page = await openPage(host, { at: `#/presets/${name}` });

    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave as it is' }).click();
    await page.getByRole('button', { name: 'Delete' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete the preset' }).click();
    await page.getByText('This preset is deleted.').waitFor();

    await page.getByRole('tab', { name: 'Browse' }).click();
    await page.getByRole('region', { name: 'Presets', exact: true }).waitFor();
    await expect.poll(() => page.getByRole('button', { name }).count()).toBe(0);
    await page.getByLabel('Deleted ones').check();
    await page.getByRole('row', { name: new RegExp(name) }).getByRole('button', { name: 'Restore' }).click();
    await page.getByText(`${name} is there again, as it was.`).waitFor();
    expect(await api.get<{ deleted: boolean }>(`presets/${name}`)).toMatchObject({ deleted: false });
  });

  it('show the search that they came of, and stand beside others', async () => {
    const other = 'BESIDEUSDT_1h_v1_LightGBM_single_h1';
    await save(other, 'to stand beside', { num_leaves: 6 });
    const page = await openPage(host, { at: `#/presets/${host.shelves.presetName}?part=search` });
    await page.getByRole('img', { name: /Parameters and roc_auc of each trial/ }).waitFor();
    await page.getByRole('img', { name: /Best so far/ }).waitFor();
    await page.getByRole('region', { name: 'Importance' }).waitFor();
    await page.getByRole('region', { name: 'Trials of the search' }).getByText('4 stability').first().waitFor();
    expect(await keepsNobodyOut(page, 'presets-search', { whole: true })).toEqual([]);

    await page.getByRole('tab', { name: 'Browse' }).click();
    await page.getByLabel(`Choose ${host.shelves.presetName}`).check();
    await page.getByLabel(`Choose ${other}`).check();
    expect(await keepsNobodyOut(page, 'presets-browse')).toEqual([]);
    await page.getByRole('button', { name: /Search stale ones again/ }).click();
    await page.getByRole('dialog').getByText(host.shelves.presetName).waitFor();
    await page.getByRole('button', { name: 'Leave as it is' }).click();

    await page.getByRole('button', { name: 'Compare side by side' }).click();
    await page.getByRole('row', { name: /hyper_parameters\.num_leaves/ }).waitFor();
    await expect.poll(() => page.getByRole('row', { name: /model\.type/ }).count()).toBe(0);
    expect(await keepsNobodyOut(page)).toEqual([]);
  });

  it('are compared on the same bars to a verdict, and recommended', async () => {
    const name = `${MARKET}_1h_v1_LightGBM_single_h1`;
    await save(name, 'few rounds', { num_iterations: 10 });
    await save(name, 'fewer rounds', { num_iterations: 5 });
    const page = await openPage(host, { at: `#/presets/ab?a=${name}&b=${name}` });

    await page.getByLabel('Version of A').fill('1');
    await page.getByRole('button', { name: 'Compare them' }).click();
    await page.getByRole('status').filter({ hasText: 'Verdict' }).waitFor();
    await expect.poll(() => page.getByRole('row', { name: /^log loss 1 / }).count()).toBe(1);
    expect(await keepsNobodyOut(page, 'presets-ab')).toEqual([]);
    await page.getByRole('tab', { name: 'A or B' }).click();
    const earlier = page.getByRole('table', { name: 'Compared so far' });
    await earlier.getByRole('row', { name: `completed ${name}, version 1 ${name}, version 2` }).waitFor();
    expect(await keepsNobodyOut(page, 'presets-ab-list')).toEqual([]);

    await page.getByRole('tab', { name: 'Recommend' }).click();
    await page.getByLabel('Market').selectOption(`${MARKET} 1h`);
    await page.getByRole('region', { name: `Presets for ${MARKET} 1h` }).getByRole('link', { name }).waitFor();
    expect(await keepsNobodyOut(page)).toEqual([]);
  });

  it('fit on a phone', async () => {
    const page = await openPage(host, { width: 390, at: `#/presets/${host.shelves.presetName}` });

    await page.getByRole('region', { name: 'Held-out report' }).waitFor();
    await screen(page, 'presets-phone', { whole: true });
    expect(await overhang(page)).toBe(0);

    await page.getByRole('tab', { name: 'Recommend' }).click();
    await page.getByRole('region', { name: /^Presets for/ }).waitFor();
    expect(await overhang(page)).toBe(0);
  });
});

async function choose(page: OpenPage, ...files: { name: string; buffer: Buffer }[]): Promise<void> {
  await page.getByLabel('Files', { exact: true }).setInputFiles(files.map((file) => ({ ...file, mimeType: 'application/json' })));
}

function broken(good: Buffer): Buffer {
  const file = JSON.parse(good.toString()) as Record<string, unknown> & { content: Record<string, unknown> };
  const { model: _, ...content } = file.content;
  return Buffer.from(JSON.stringify({ ...file, version: 0, content, surplus: 1 }));
}
