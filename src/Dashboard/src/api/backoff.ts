const LONGEST = 30_000;

/** How long to wait after so many failures in a row: twice as long each time, half a minute at most. A list that is read once is read again too. */
export function nextWait(every: number, failures: number): number {
  return Math.min(LONGEST, Math.max(every, 1000) * 2 ** Math.min(failures, 10));
}
