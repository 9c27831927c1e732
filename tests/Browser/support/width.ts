import type { Page } from 'playwright-core';

/** How far a page is wider than its window, in CSS pixels: by so much it would scroll sideways. */
export function overhang(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
