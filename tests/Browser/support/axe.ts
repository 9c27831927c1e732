import axe from 'axe-core';
import type { Page } from 'playwright-core';

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
