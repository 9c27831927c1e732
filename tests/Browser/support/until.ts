import { setTimeout as pause } from 'node:timers/promises';

const BETWEEN = 100;

/** Asks again and again until there is an answer; undefined, null and false are none. Says what it waited for when time is up (in ms). */
export async function until<T>(probe: () => Promise<T | undefined | null | false>, what: string, limit = 60_000): Promise<T> {
  const end = performance.now() + limit;
  for (;;) {
    const answer = await probe();
    if (answer !== undefined && answer !== null && answer !== false) return answer;
    if (performance.now() > end) throw new Error(`${limit / 1000} s were not enough for this: ${what}`);
    await pause(BETWEEN);
  }
}
