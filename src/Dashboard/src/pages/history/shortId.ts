/** The start of a run's id and what tells the runs of one queue apart: "01a2023f…eb03-000001". Short ids stay as they are. */
export function shortId(id: string): string {
  const [, start, end, rest] = /^([0-9a-f]{8})[0-9a-f]{20}([0-9a-f]{4})(-.+)?$/.exec(id) ?? [];
  return start && end ? `${start}…${end}${rest ?? ''}` : id;
}
