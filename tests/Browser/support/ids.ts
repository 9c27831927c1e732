/** An id as tables show it: its start and its end. */
export function short(id: string): string {
  return `${id.slice(0, 8)}…${id.slice(28)}`;
}
