import type { Page } from 'playwright-core';

export interface Watched {
  /** What went wrong since the page was opened: errors of the console, failed requests, violations of the Content-Security-Policy. */
  problems(): string[];
}

/** The browser's own word for an answer that a test brings about on purpose. */
export function status(code: number): RegExp {
  return new RegExp(`status of ${code}`);
}

const REPORT = 'reportViolation';

/** Notes what goes wrong in a page, but for what is expected. */
export async function watch<T extends Page>(page: T, expected: readonly RegExp[]): Promise<T & Watched> {
  const seen: string[] = [];
  const note = (problem: string) => {
    if (!expected.some((pattern) => pattern.test(problem))) seen.push(problem);
  };
  page.on('console', (message) => {
    if (message.type() === 'error') note(`console: ${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => note(`script: ${error.stack ?? error.message}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? 'unknown';
    // A page that is left gives up what it has asked for.
    if (why !== 'net::ERR_ABORTED') note(`request: ${request.method()} ${request.url()} ${why}`);
  });
  await page.exposeFunction(REPORT, (violation: string) => note(`policy: ${violation}`));
  await page.addInitScript((report) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell = Reflect.get(window, report) as (violation: string) => void;
      tell(`${event.violatedDirective} blocks ${event.blockedURI} in ${event.sourceFile}:${event.lineNumber}`);
    });
  }, REPORT);
  return Object.assign(page, { problems: () => [...seen] });
}
