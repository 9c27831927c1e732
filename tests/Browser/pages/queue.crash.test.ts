import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { apiOf, until } from '../support/api';
import { keepsNobodyOut } from '../support/axe';
import { openPage } from '../support/browser';
import { startHost, type Host } from '../support/host';
import { importMarket } from '../support/market';
import { screen } from '../support/screens';

interface Queue {
  id: string;
  state: string;
  counters: { completed: number };
  last_beat: string | null;
}

/** Longer than `detect_crash_after_minutes`, which is 5. */
const AWAY = 6 * 60_000;
/** So many that they are not all trained before the crash is noticed. */
const MODELS = 60;
const run = promisify(execFile);

describe('a queue whose host was killed', () => {
  let host: Host;

  beforeAll(async () => {
    host = await startHost();
    await importMarket(host, 'SYN1USDT', '1h', { bars: 12_000 });
  });

  afterAll(() => host.stop());

  /** The queue as soon as it is as wanted. */
  const seen = (id: string, wanted: (queue: Queue) => boolean, what: string): Promise<Queue> => until(async () => {
    const queue = await apiOf(host).get<Queue>(`queues/${id}`);
    return wanted(queue) && queue;
  }, what);

  it('is shown as crashed with what to do, and goes on by Resume', async () => {
    const api = apiOf(host);
    const { id } = await api.post<Queue>('queues', {
      name: 'long one', models: ['ridge'], symbols: ['SYN1USDT'], timeframes: ['1h'], horizons: [1], feature_systems: ['poc16'],
      days: Array.from({ length: MODELS }, (_, index) => 20 + index),
    });
    await api.post(`queues/${id}/start`);
    await seen(id, (queue) => queue.last_beat !== null && queue.counters.completed > 0, 'the queue has trained a model');
    await host.kill();
    await putBack(host, AWAY);
    await host.restart();
    const crashed = await seen(id, (queue) => queue.state === 'crashed', 'the crash is noticed');

    const page = await openPage(host);
    await page.getByRole('alert').getByRole('link', { name: 'long one' }).click();
    const banner = page.getByRole('alert').filter({ hasText: 'This queue crashed' });
    await banner.waitFor();
    expect(await banner.textContent()).toMatch(new RegExp(`no heartbeat since .*trained \\d+ of ${MODELS}`));
    expect(await keepsNobodyOut(page, 'queue-crashed')).toEqual([]);
    await banner.getByRole('button', { name: 'Resume' }).click();

    await banner.waitFor({ state: 'detached' });
    await seen(id, (queue) => queue.counters.completed > crashed.counters.completed, 'the queue trains on');
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await screen(page, 'queue-resumed');
  });
});

/** As if the host had been away for a while: what the queue's rows say of time lies back by so much. Nobody waits for five minutes. */
async function putBack(host: Host, time: number): Promise<void> {
  await until(async () => !(await emulatorRuns(host)), 'the emulator has ended and saved its tables');
  const file = join(host.dataFolder, '__azurite_db_table__.json');
  const tables = JSON.parse(await readFile(file, 'utf8')) as { collections: { name: string; data: { RowKey: string; properties: Record<string, unknown> }[] }[] };
  const beats = tables.collections.filter((table) => table.name.endsWith('$queues')).flatMap((table) => table.data).filter((row) => row.RowKey.startsWith('beat!'));
  for (const { properties } of beats) properties['at'] = new Date(Date.parse(String(properties['at'])) - time).toISOString();
  expect(beats).toHaveLength(1);
  await writeFile(file, JSON.stringify(tables));
}

async function emulatorRuns(host: Host): Promise<boolean> {
  return run('pgrep', ['-f', host.dataFolder]).then(() => true, () => false);
}
