import { ApiError } from '../../api/problem';

/** What the server says of a field, for the place beside it; undefined where it has nothing against it. */
export function wrongIn(error: unknown, field: string): string | undefined {
  const found = error instanceof ApiError ? error.errors.find((one) => one.field === field || one.field.startsWith(`${field}[`)) : undefined;
  if (!found) return undefined;
  // The server's sentence goes on after some of these, with a comma.
  const needed = (found.allowed ?? 'something else').replace(/,$/, '');
  return `Needed: ${needed}${found.value === null || found.value === "''" ? '' : `, not ${found.value}`}.`;
}
