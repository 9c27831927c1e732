import type { Imported, PresetHistory } from '../../api/presets';

const TRUST = { trusted: 'signed by a trusted key', unknown: 'signed by a key that is not trusted here', none: 'not signed' };
const ZIP = 'application/zip';
const JSON_TYPE = 'application/json';

export function typeOf(file: string): string {
  return file.toLowerCase().endsWith('.zip') ? ZIP : JSON_TYPE;
}

/** "version 3 now, version 1 in the file; not signed" */
export function importedText(one: Imported, history?: PresetHistory): string {
  const renamed = one.file_name === one.name ? '' : ` of ${one.file_name}`;
  const same = history && sameAs(history, one.version);
  const nothingNew = same ? `; the same content as version ${same}, nothing in it is new` : '';
  return `version ${one.version} now, version ${one.file_version}${renamed} in the file; ${TRUST[one.trust]}${nothingNew}`;
}

/** The first earlier version with the same content. */
export function sameAs(history: PresetHistory, version: number): number | undefined {
  const mine = history.events.find((event) => event.version === version)?.content_fingerprint;
  return history.events.find((event) => event.version < version && event.content_fingerprint === mine)?.version;
}

/** Reasons are joined by semicolons in a refusal; people read lines. */
export function linesOf(refusal: string): string {
  return refusal.replaceAll('; ', ';\n');
}
