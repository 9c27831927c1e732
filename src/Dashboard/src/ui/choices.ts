import type { Choice } from './Field';

/** The choices of a filter: any, those that are known, and the one that the address names, which stays to be seen whether it is known or not. */
export function orAny(choices: readonly Choice[], chosen = ''): Choice[] {
  const known = choices.some((choice) => (typeof choice === 'string' ? choice : choice.value) === chosen);
  return [{ value: '', text: 'any' }, ...choices, ...(chosen === '' || known ? [] : [chosen])];
}
