import { beforeAll, describe, expect, it } from 'vitest';
import { seriousFindings } from './support/axe';
import { openPage, type OpenPage } from './support/browser';
import { stocked, type Stock } from './support/stock';
import { watch } from './support/watch';

/** What the other tests rely on to fail. */
describe('the harness', () => {
  let host: Stock;

  beforeAll(async () => {
    host = await stocked();
  });

  /** Its problems are looked at here, and fail nothing. */
  async function openWatched(): Promise<OpenPage> {
    const page = await watch(await (await openPage(host)).context().newPage(), []);
    await page.goto(host.url);
    return page;
  }

  it('reports a script that the Content-Security-Policy blocks', async () => {
    const page = await openWatched();

    await page.evaluate(() => {
      const script = document.createElement('script');
      script.textContent = 'document.title = "run";';
      document.body.append(script);
    });

    await expect.poll(() => page.problems()).toContainEqual(expect.stringMatching(/^policy: script-src/));
    expect(await page.title()).not.toBe('run');
  });

  it('reports an error of the console and one of a script', async () => {
    const page = await openWatched();

    await page.evaluate(() => {
      console.error('first');
      queueMicrotask(() => {
        throw new Error('second');
      });
    });

    await expect.poll(() => page.problems()).toEqual([expect.stringMatching(/^console: first/), expect.stringMatching(/^script: Error: second/)]);
  });

  it('reports a request that the server refuses', async () => {
    const page = await openWatched();

    await page.evaluate(() => fetch('/api/no-such-route'));

    await expect.poll(() => page.problems()).toEqual([expect.stringMatching(/^console: .*status of 404.*no-such-route/)]);
  });

  it('finds a button without a name', async () => {
    const page = await openPage(host);

    await page.evaluate(() => document.body.append(document.createElement('button')));

    expect(await seriousFindings(page)).toEqual([expect.stringMatching(/^button-name \(critical\)/)]);
  });
});
