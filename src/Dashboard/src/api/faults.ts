import { ApiError, type FieldError } from './problem';

/** What the server said about the fields of a form, and whether it said anything besides. */
export interface Faults {
  of: (field: string) => string | undefined;
  /** Whether something is wrong that no field of the form is to blame for. */
  elsewhere: boolean;
}

/** What the server says of a field, for the place beside it; undefined where it has nothing against it. */
export function faultOf(error: unknown, field: string): string | undefined {
  return faultsOf(error, [field]).of(field);
}

/** `models[0].hyper_parameters` belongs to the field `models`. The longest name of the form that fits takes it. */
export function faultsOf(error: unknown, fields: readonly string[]): Faults {
  const faults = error instanceof ApiError ? error.errors : [];
  const placed = faults.map((fault) => ({ fault, field: fieldOf(fault.field, fields) }));
  return {
    of: (field) => placed.filter((one) => one.field === field).map(({ fault }) => sentenceOf(fault, field)).join(' ') || undefined,
    elsewhere: error !== undefined && (placed.length === 0 || placed.some((one) => one.field === undefined)),
  };
}

/** The faults that the error's own words leave out: most have all of them in their message already. */
export function unsaidOf(error: unknown): readonly FieldError[] {
  if (!(error instanceof ApiError) || error.errors.length < 2) return [];
  return error.errors.filter(({ allowed }) => !allowed || !error.message.includes(allowed));
}

/** "Needed: from 15 to 63 leaves, not 3." The place is said where it is more than the field's own: the second of three is wrong. */
export function sentenceOf({ field: path, value, allowed }: FieldError, field: string): string {
  const place = path === field ? '' : `${path}: `;
  // In the server's message more words follow some of these, with a comma between.
  const words = (allowed ?? 'something else').replace(/[\s,.;]+$/, '');
  // Where a document is read, whole sentences come, which name the value themselves.
  if (/^(must|is|has|this|that|there|cannot) /.test(words)) return `${place}${place ? words : words.charAt(0).toUpperCase() + words.slice(1)}.`;
  const found = value === null || value === undefined || value === '' || value === "''" ? '' : `, not ${value}`;
  return `${place}${place ? 'n' : 'N'}eeded: ${words}${found}.`;
}

function fieldOf(path: string, fields: readonly string[]): string | undefined {
  const fits = fields.filter((field) => path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`));
  return fits.sort((one, other) => other.length - one.length)[0];
}
