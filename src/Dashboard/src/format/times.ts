import { NOTHING } from './numbers';

/** 2026-01-31 12:00 (UTC, like every time of the product). */
export function minute(iso: string | null | undefined): string {
  return iso ? new Date(iso).toISOString().slice(0, 16).replace('T', ' ') : NOTHING;
}

/** 2026-01-31 12:00:05 */
export function second(iso: string | null | undefined): string {
  return iso ? new Date(iso).toISOString().slice(0, 19).replace('T', ' ') : NOTHING;
}

/** 2026-01-31 */
export function day(iso: string | null | undefined): string {
  return iso ? new Date(iso).toISOString().slice(0, 10) : NOTHING;
}

/** 2026-01-31T12:00:00Z of seconds since 1970, as the API takes times. */
export function isoOf(unixSeconds: number): string {
  return new Date(unixSeconds * 1000).toISOString().replace('.000Z', 'Z');
}

export function unixOf(iso: string): number {
  return Math.floor(Date.parse(iso) / 1000);
}

/** 45 s, 3 min 20 s, 2 h 5 min, 4 d 3 h */
export function duration(seconds: number | null | undefined): string {
  if (seconds === null || seconds === undefined || !Number.isFinite(seconds)) return NOTHING;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  const units: [string, number][] = [['d', 86_400], ['h', 3_600], ['min', 60], ['s', 1]];
  let rest = Math.round(seconds);
  const parts: string[] = [];
  for (const [name, size] of units) {
    const many = Math.floor(rest / size);
    rest -= many * size;
    if (many > 0) parts.push(`${many} ${name}`);
  }
  return parts.slice(0, 2).join(' ');
}

/** "3 min ago" */
export function ago(iso: string | null | undefined, now = Date.now()): string {
  if (!iso) return NOTHING;
  const seconds = Math.max(0, (now - Date.parse(iso)) / 1000);
  return seconds < 10 ? 'just now' : `${duration(seconds).split(' ').slice(0, 2).join(' ')} ago`;
}

/** Seconds of a timeframe such as 15m, 1h, 1d, 1w. */
export function secondsOf(timeframe: string): number {
  const units: Record<string, number> = { m: 60, h: 3_600, d: 86_400, w: 604_800 };
  const [, many, unit] = /^(\d+)([mhdw])/.exec(timeframe) ?? [];
  return many && unit ? Number(many) * units[unit]! : 60;
}
