import { beforeAll, describe, expect, it } from 'vitest';
import { keepsNobodyOut } from './support/axe';
import { openPage, type OpenPage } from './support/browser';
import { screen } from './support/screens';
import { stocked, type Stock } from './support/stock';
import { inEachTheme } from './support/themes';
import { status } from './support/watch';
import { overhang } from './support/width';

const TABS = ['Training queue', 'Regimes', 'History', 'Candles', 'Presets', 'Jobs', 'Data'];

const tabsOf = (page: OpenPage) => page.getByRole('navigation', { name: 'Pages' }).getByRole('link');
const titleOf = (page: OpenPage) => page.getByRole('heading', { level: 1 });

describe('the frame of every page', () => {
  let host: Stock;

  beforeAll(async () => {
    host = await stocked();
  });

  it('has the seven tabs in their order and opens the first', async () => {
    const page = await openPage(host);

    await titleOf(page).waitFor();

    expect(await tabsOf(page).allTextContents()).toEqual(TABS);
    expect(await titleOf(page).textContent()).toBe(TABS[0]);
  });

  it('opens each page by its tab, marks the tab, and names the page in the title', async () => {
    const page = await openPage(host);

    for (const name of TABS) {
      await tabsOf(page).filter({ hasText: name }).click();

      await expect.poll(() => titleOf(page).textContent()).toBe(name);
      expect(await page.locator('nav [aria-current=page]').allTextContents()).toEqual([name]);
      await expect.poll(() => page.title()).toMatch(name);
    }
  });

  it('takes the first press of Tab to a link past the tabs', async () => {
    const page = await openPage(host);
    await titleOf(page).waitFor();

    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    const place = await page.evaluate(() => document.activeElement?.tagName);
    await page.keyboard.press('Tab');
    const next = await page.evaluate(() => document.activeElement?.closest('header')?.tagName);

    expect(place).toBe('MAIN');
    expect(next).toBeUndefined();
  });

  it('says that an address names no page, and keeps the tabs', async () => {
    const page = await openPage(host, { at: '#/nowhere' });

    const words = await page.getByRole('alert').textContent();

    expect(words).toMatch(/no such page.*"nowhere"/);
    expect(await tabsOf(page).allTextContents()).toEqual(TABS);
  });

  it('tells a browser that is not signed in what to do', async () => {
    const page = await openPage(host, { at: '#/data', signedIn: false, expected: [status(401)] });

    const form = page.getByRole('region', { name: 'Sign in' });

    await form.waitFor();
    expect(await form.textContent()).toMatch(/open the link that \.\/run shows.*\.\/st open/);
    expect(await keepsNobodyOut(page, 'sign-in')).toEqual([]);
  });

  it('takes the key instead of a link', async () => {
    const page = await openPage(host, { at: '#/data', signedIn: false, expected: [status(401)] });

    await page.getByLabel('Key').fill(host.key);
    await page.getByRole('button', { name: 'Sign in' }).click();

    await expect.poll(() => titleOf(page).textContent()).toBe('Data');
  });

  it('is readable for everybody', async () => {
    const page = await openPage(host);
    await titleOf(page).waitFor();

    expect(await keepsNobodyOut(page, 'shell')).toEqual([]);
  });

  it('has the colours of the system, and those that somebody chooses instead', async () => {
    const page = await openPage(host);
    const isLight = async () => brightness(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)) > 128;

    await inEachTheme(page, async (theme) => expect(await isLight()).toBe(theme === 'light'));
    await page.getByLabel('Colours').selectOption('Dark');
    expect(await isLight()).toBe(false);
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.getByLabel('Colours').selectOption('Light');
    expect(await isLight()).toBe(true);
  });

  it('fits a phone: no page scrolls sideways', async () => {
    const page = await openPage(host, { width: 390 });

    for (const name of TABS) {
      await tabsOf(page).filter({ hasText: name }).click();
      await expect.poll(() => titleOf(page).textContent()).toBe(name);

      expect(await overhang(page), name).toBe(0);
    }
    await screen(page, 'shell-phone');
  });
});

/** Of a colour as the browser computes it, "rgb(16, 21, 29)": 0 to 255. */
function brightness(colour: string): number {
  const parts = (colour.match(/\d+/g) ?? []).slice(0, 3).map(Number);
  return parts.reduce((sum, part) => sum + part, 0) / 3;
}
