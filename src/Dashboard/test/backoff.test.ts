import { expect, it } from 'vitest';
import { nextWait } from '../src/api/backoff';

it('waits twice as long after each failure, half a minute at most', () => {
  const waits = [1, 2, 3, 4, 5, 6, 100].map((failures) => nextWait(1000, failures));
  expect(waits).toEqual([2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
});

it('waits a second and more for what is asked once', () => {
  expect(nextWait(0, 1)).toBe(2000);
});
