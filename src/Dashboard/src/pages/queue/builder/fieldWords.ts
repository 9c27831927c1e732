import { ApiError, type FieldError } from '../../../api/problem';

/** What the server said about the fields of a form, and what it said besides. */
export interface FieldWords {
  of: (field: string) => string | undefined;
  /** Whether something is wrong that no field of the form is to blame for. */
  elsewhere: boolean;
}

/** `models[0].hyper_parameters` belongs to the field `models`. The longest name of the form that fits takes it. */
export function fieldWords(error: unknown, fields: readonly string[]): FieldWords {
  const faults = error instanceof ApiError ? error.errors : [];
  const placed = faults.map((fault) => ({ fault, field: fieldOf(fault.field, fields) }));
  return {
    of: (field) => {
      const own = placed.filter((one) => one.field === field).map((one) => wordsOf(one.fault));
      return own.length > 0 ? own.join('; ') : undefined;
    },
    elsewhere: error !== undefined && (placed.length === 0 || placed.some((one) => one.field === undefined)),
  };
}

function fieldOf(path: string, fields: readonly string[]): string | undefined {
  const fits = fields.filter((field) => path === field || path.startsWith(`${field}[`) || path.startsWith(`${field}.`));
  return fits.sort((one, other) => other.length - one.length)[0];
}

/** The path is said where it is more than the field's own name: the second of three is wrong. */
function wordsOf({ field, value, allowed }: FieldError): string {
  const place = field.includes('[') || field.includes('.') ? `${field}: ` : '';
  return `${place}${value === null || value === undefined ? '' : `${value}: `}${allowed ?? 'is not right'}`;
}
