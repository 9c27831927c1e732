import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

/** Looks at a page in dark and then in light, as it was opened, without loading it again. */
export async function inEachTheme<T>(page: Page, look: (theme: Theme) => Promise<T>): Promise<T[]> {
  const seen: T[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await redrawn(page);
    seen.push(await look(colorScheme));
  }
  return seen;
}

/** Drawings that have heard of a change are drawn anew before the second frame, on a machine that is not too busy. */
export async function redrawn(page: Page): Promise<void> {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
}
