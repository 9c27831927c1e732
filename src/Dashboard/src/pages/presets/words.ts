import { decimals, NOTHING, whole } from '../../format/numbers';

export const PHASES = ['broad', 'focused', 'local', 'stability'];

/** "2 focused" */
export function phaseName(phase: number): string {
  return PHASES[phase - 1] === undefined ? 'before the first trial' : `${phase} ${PHASES[phase - 1]}`;
}

/** A metric: counts without decimals, all else with four. */
export function metric(value: number | null | undefined): string {
  return Number.isInteger(value) ? whole(value) : decimals(value, 4);
}

/** Four digits that count: returns a bar are small. */
export function small(value: number | null): string {
  return value === null ? NOTHING : String(Number(value.toPrecision(4)));
}

/** "a,b" in the address is a list. */
export function listOf(text: string | undefined): string[] {
  return (text ?? '').split(',').map((item) => item.trim()).filter(Boolean);
}
