import { NOTHING } from './numbers';

/** "min_train_days" -> "min train days" */
export function spaced(name: string): string {
  return name.replaceAll('_', ' ');
}

/** "min_train_days" -> "Min train days" */
export function named(name: string): string {
  const text = spaced(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A value as it stands in a recipe or a preset: numbers with six digits that count, so that 0.00012 does not read 0. */
export function shown(value: unknown): string {
  if (value === null || value === undefined) return NOTHING;
  if (typeof value === 'number') return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(6)));
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(shown).join(value.some((item) => typeof item === 'object') ? '; ' : ', ') || NOTHING;
  return typeof value === 'object' ? Object.entries(value).map(([name, item]) => `${name} ${shown(item)}`).join(', ') || NOTHING : String(value);
}

/** The start of an id and what tells those that were made together apart: "01a2023f…eb03-000001". Short ids stay as they are. */
export function shortId(id: string): string {
  const [, start, end, rest] = /^([0-9a-f]{8})[0-9a-f]{12,}([0-9a-f]{4})(-.+)?$/.exec(id) ?? [];
  return start && end ? `${start}…${end}${rest ?? ''}` : id;
}
