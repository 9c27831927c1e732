import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ROOT } from './paths';

export interface ScreenOptions {
  /** The whole length of the page. */
  whole?: boolean;
}

/** Writes artifacts/screens/NAME.png: what the window shows, or the whole length of the page. */
export async function screen(page: Page, name: string, { whole = false }: ScreenOptions = {}): Promise<void> {
  await page.screenshot({ path: join(ROOT, 'artifacts', 'screens', `${name}.png`), fullPage: whole, animations: 'disabled' });
}
