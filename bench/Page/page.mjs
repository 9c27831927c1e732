// Opens the page of a running product in Chromium and takes its times: node page.mjs URL SYMBOL TIMEFRAME, with the key as ST_KEY.
// Prints one JSON object. The browser's driver is that of tests/Browser.
import { createRequire } from 'node:module';

const { chromium } = createRequire(new URL('../../tests/Browser/package.json', import.meta.url))('playwright-core');
const [url, symbol, timeframe] = process.argv.slice(2);
const LOADS = 9;
const SECONDS = 5;

const median = (numbers) => numbers.slice().sort((a, b) => a - b)[Math.floor(numbers.length / 2)];

const session = await signIn();
const browser = await chromium.launch({
  executablePath: process.env.ST_CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-dev-shm-usage'],
});
try {
  const paints = [];
  const used = [];
  for (let load = 0; load < LOADS; load++) {
    // Each in a profile of its own, so that nothing is cached.
    const page = await open('');
    await page.getByRole('heading', { level: 2 }).first().waitFor();
    used.push(await page.evaluate(() => performance.now()));
    paints.push(await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0].startTime));
    await page.context().close();
  }

  const page = await open(`#/candles?symbol=${symbol}&timeframe=${timeframe}`);
  const chart = page.getByRole('application');
  const box = await chart.boundingBox();
  const [left, right, height] = [box.x + 60, box.x + box.width - 160, box.y + box.height / 2];
  const drag = async (from, to) => {
    await page.mouse.move(from, height);
    await page.mouse.down();
    for (let step = 1; step <= 20; step++) await page.mouse.move(from + ((to - from) * step) / 20, height);
    await page.mouse.up();
  };
  // Far out first: so a drag passes thousands of candles, and all of them are fetched.
  await page.getByText(/candles here/).waitFor();
  await page.mouse.move(left, height);
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, 300);
  const held = async () => Number((await page.getByText(/candles here/).textContent().catch(() => '0')).replace(/\D/g, ''));
  let candles = 0;
  for (let tries = 0; tries < 200 && candles < 100_000; tries++) {
    await drag(left, right);
    await page.mouse.move(2, 2);
    candles = await held();
  }

  const frames = page.evaluate((seconds) => new Promise((done) => {
    const gaps = [];
    let last = performance.now();
    const end = last + seconds * 1000;
    const frame = (now) => {
      gaps.push(now - last);
      last = now;
      if (now < end) requestAnimationFrame(frame);
      else done({ fps: (1000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0), longest: Math.max(...gaps) });
    };
    requestAnimationFrame(frame);
  }), SECONDS);
  const until = Date.now() + SECONDS * 1000;
  for (let turn = 0; Date.now() < until; turn++) await (turn % 2 === 0 ? drag(right, left) : drag(left, right));
  console.log(JSON.stringify({ paint: median(paints), used: median(used), candles, ...(await frames) }));
} finally {
  await browser.close();
}

async function signIn() {
  const link = await fetch(`${url}/signin/link`, { method: 'POST', headers: { 'x-functions-key': process.env.ST_KEY } });
  const answer = await fetch((await link.json()).url, { redirect: 'manual' });
  const [, name, value] = /^([^=;]+)=([^;]*)/.exec(answer.headers.getSetCookie()[0]);
  return { name, value, url, httpOnly: true, sameSite: 'Strict' };
}

async function open(at) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.addCookies([session]);
  const page = await context.newPage();
  await page.goto(`${url}/${at}`);
  return page;
}
