import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Site } from './api';
import { program, ROOT } from './paths';

export interface MarketOptions {
  bars?: number;
  seed?: number;
  /** How much of the next bar's return can be known, 0 to 0.99. */
  signal?: number;
}

const run = promisify(execFile);

/** Makes up a market by the product's own generator, `st data synth`: the same seed gives the same bars. */
export async function importMarket(site: Site, symbol: string, timeframe: string, { bars = 12_000, seed = 1, signal = 0.4 }: MarketOptions = {}): Promise<void> {
  const options = ['--bars', String(bars), '--seed', String(seed), '--signal', String(signal), '--json'];
  await run('dotnet', [program('Cli'), 'data', 'synth', symbol, timeframe, ...options], {
    env: { ...process.env, ST_ROOT: ROOT, ST_URL: site.url, ST_KEY: site.key },
  });
}

/** The bars of a market as a file that a person would import. */
export async function barsAsCsv(site: Site, symbol: string, timeframe: string): Promise<string> {
  const response = await fetch(new URL(`/api/bars/${symbol}/${timeframe}?format=csv`, site.url), { headers: { 'x-functions-key': site.key } });
  if (!response.ok) throw new Error(`the bars of ${symbol} ${timeframe} were answered by ${response.status}: ${await response.text()}`);
  return response.text();
}
