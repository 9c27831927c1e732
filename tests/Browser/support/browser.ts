import { chromium, type Browser, type Page } from 'playwright-core';
import type { Session } from './session';
import { watch, type Watched } from './watch';

/** Something that a browser can open and sign in to. */
export interface Served {
  readonly url: string;
  session(): Promise<Session>;
}

export interface PageOptions {
  /** In CSS pixels. Default 1280; up to 600 it is a phone with touch. */
  width?: number;
  /** Behind the address of the page, such as "#/history". */
  at?: string;
  /** Default true. */
  signedIn?: boolean;
  /** Problems that the test brings about on purpose. */
  expected?: readonly RegExp[];
}

export type OpenPage = Page & Watched;

const PHONE = 600;
const opened = new Set<OpenPage>();
let browser: Promise<Browser> | undefined;

/** A page of a new browser profile. It is closed after the test, or after the file where beforeAll opened it; its problems fail the test. */
export async function openPage(host: Served, { width = 1280, at = '', signedIn = true, expected = [] }: PageOptions = {}): Promise<OpenPage> {
  browser ??= launch();
  const phone = width <= PHONE;
  const context = await (await browser).newContext({
    baseURL: host.url,
    colorScheme: 'light',
    viewport: { width, height: phone ? 844 : 800 },
    hasTouch: phone,
    isMobile: phone,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(15_000);
  if (signedIn) await context.addCookies([{ ...(await host.session()), url: host.url, httpOnly: true, sameSite: 'Strict' }]);
  const page = await watch(await context.newPage(), expected);
  opened.add(page);
  await page.goto(`/${at}`);
  return page;
}

/** Closes the open pages but those to be kept. */
export async function closePages(keep: ReadonlySet<OpenPage> = new Set()): Promise<void> {
  for (const page of opened) {
    if (keep.has(page)) continue;
    opened.delete(page);
    await page.context().close();
  }
}

export function openPages(): ReadonlySet<OpenPage> {
  return new Set(opened);
}

export async function closeBrowser(): Promise<void> {
  await closePages();
  await (await browser)?.close();
  browser = undefined;
}

function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['ST_CHROMIUM'] ?? '/usr/bin/chromium',
    headless: true,
    // Containers give no user namespaces to its sandbox; what it opens is ours alone.
    args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
  });
}
