import type { Page } from 'playwright-core';

export type Theme = 'light' | 'dark';

/** Looks at a page in dark and then in light, as it was opened, without loading it again. */
export async function inEachTheme<T>(page: Page, look: (theme: Theme) => Promise<T>): Promise<T[]> {
  const seen: T[] = [];
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    // Drawings hear of it and are drawn anew before the second frame.
    await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
    seen.push(await look(colorScheme));
  }
  return seen;
}
