import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { screen, type ScreenOptions } from './screens';
import { inEachTheme } from './themes';

type Axe = typeof axe;

const SERIOUS = ['serious', 'critical'];

/** What axe-core finds that keeps people out, a line a finding with the elements. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // As an evaluation of the debugger, which the Content-Security-Policy does not concern.
  await page.evaluate(axe.source);
  const results = await page.evaluate(() => (Reflect.get(window, 'axe') as Axe).run({ resultTypes: ['violations'] }));
  return results.violations
    .filter((finding) => SERIOUS.includes(finding.impact ?? ''))
    .map((finding) => `${finding.id} (${finding.impact}): ${finding.help}; ${finding.nodes.map((node) => `${node.target.join(' ')} [${node.failureSummary}]`).join(', ')}`);
}

/** The same in light and in dark, on one page load. With a name it leaves a picture of each: NAME-light, NAME-dark. */
export async function keepsNobodyOut(page: Page, name?: string, options?: ScreenOptions): Promise<string[]> {
  const findings = await inEachTheme(page, async (theme) => {
    const found = await seriousFindings(page);
    if (name !== undefined) await screen(page, `${name}-${theme}`, options);
    return found.map((finding) => `${theme}: ${finding}`);
  });
  return findings.flat();
}
