import { change, go, useAddress, type Change } from './address';

/** A page of a list that the server pages by continuation; the first has none. */
export interface Place {
  number: number;
  continuation: string | undefined;
}

export interface Pages extends Place {
  onBack: (() => void) | undefined;
  /** To the page after one that ended with this continuation. */
  onNext: (continuation: string | null | undefined) => (() => void) | undefined;
}

const FIRST: Place = { number: 1, continuation: undefined };
const NAME = 'after';
/** One entry of the tab's storage, for the list that was paged last: it outlives a reload and a look at one of the rows. */
const WALKED = 'st.pages';

/** Where somebody is in a list, which is in the address: a reload stays there, and each page is a place of its own for the browser's Back. */
export function usePages(name = NAME): Pages {
  const { page, rest, query } = useAddress();
  const list = `${[page, ...rest].join('/')} ${name}`;
  const here = placeOf(query[name]);
  const turn = (to: Place) => go(page, rest, { ...query, [name]: textOf(to) });
  const next = (continuation: string) => {
    remember(list, walked(remembered(list), here, continuation));
    turn({ number: here.number + 1, continuation });
  };
  return {
    ...here,
    onBack: here.number > 1 ? () => turn(before(remembered(list), here)) : undefined,
    onNext: (continuation) => (continuation ? () => next(continuation) : undefined),
  };
}

/** Changes what a list is filtered or sorted by; the page that it stood at belongs to the old list. */
export function narrow(changes: Change): void {
  change({ ...changes, [NAME]: null });
}

/** "3.token" is the third page, which begins with that continuation. */
export function placeOf(text: string | undefined): Place {
  const [, number, continuation] = /^([1-9]\d*)\.(.+)$/.exec(text ?? '') ?? [];
  return continuation === undefined ? FIRST : { number: Number(number), continuation };
}

export function textOf({ number, continuation }: Place): string | null {
  return continuation === undefined ? null : `${number}.${continuation}`;
}

/** Continuations of the second page, the third …, as far as `next`, which follows the page that is here. */
export function walked(trail: readonly string[], here: Place, next: string): string[] {
  const known = isOn(trail, here) ? trail.slice(0, here.number - 1) : [];
  return here.number - 1 === known.length ? [...known, next] : [];
}

/** The page before; the first where the way here is not known, as with an address from somebody else. */
export function before(trail: readonly string[], here: Place): Place {
  const continuation = isOn(trail, here) ? trail[here.number - 3] : undefined;
  return continuation === undefined ? FIRST : { number: here.number - 1, continuation };
}

function isOn(trail: readonly string[], { number, continuation }: Place): boolean {
  return continuation === undefined || trail[number - 2] === continuation;
}

function remembered(list: string): readonly string[] {
  const stored = JSON.parse(sessionStorage.getItem(WALKED) ?? '{}') as { list?: string; trail?: string[] };
  return stored.list === list ? stored.trail ?? [] : [];
}

function remember(list: string, trail: readonly string[]): void {
  sessionStorage.setItem(WALKED, JSON.stringify({ list, trail }));
}
