import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { apiOf, type Site } from './api';
import { program, ROOT } from './paths';

export interface MarketOptions {
  bars?: number;
  seed?: number;
  /** How much of the next bar's return can be known, 0 to 0.99. */
  signal?: number;
}

interface BarsPage {
  bars: readonly (readonly (string | number)[])[];
  columns: readonly string[];
  continuation: string | null;
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
  const api = apiOf(site);
  const lines: string[] = [];
  let from = '';
  for (;;) {
    const page = await api.get<BarsPage>(`bars/${symbol}/${timeframe}?limit=10000${from}`);
    if (lines.length === 0) lines.push(page.columns.join(','));
    lines.push(...page.bars.map((bar) => bar.join(',')));
    if (page.continuation === null) return `${lines.join('\n')}\n`;
    from = `&continuation=${encodeURIComponent(page.continuation)}`;
  }
}
