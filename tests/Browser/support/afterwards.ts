import { afterAll, afterEach, beforeEach, expect } from 'vitest';
import { closeBrowser, closePages, openPages, type OpenPage } from './browser';
import { screen } from './screens';

// Of every test file: no test leaves a page open or a problem unsaid, and one that fails leaves a picture.
let shared: ReadonlySet<OpenPage> = new Set();

beforeEach(() => {
  shared = openPages();
});

afterEach(async ({ task }) => {
  const pages = [...openPages()];
  const problems = pages.flatMap((page) => page.problems());
  if (task.result?.state === 'fail' || problems.length > 0) {
    await Promise.all(pages.map((page, index) => screen(page, `failed/${task.name.replace(/\W+/g, '-')}-${index + 1}`)));
  }
  await closePages(shared);
  expect(problems, 'no console error, no failed request, no violation of the Content-Security-Policy').toEqual([]);
});

afterAll(closeBrowser);
