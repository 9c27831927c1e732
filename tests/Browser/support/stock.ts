import { inject } from 'vitest';
import type { Site } from './api';
import type { Session } from './session';
import type { Shelves } from './shelves';

/** A product with something of everything, shared by all test files: look at it, add to it, but leave what is there. */
export interface Stock extends Site {
  readonly shelves: Shelves;
  session(): Promise<Session>;
}

/** What the stockroom hands out. */
export interface Delivery extends Site {
  readonly shelves: Shelves;
  readonly session: Session;
}

/** The first call of a whole run starts and stocks it, which takes some seconds. */
export async function stocked(): Promise<Stock> {
  const answer = await fetch(inject('stockroom'));
  if (!answer.ok) throw new Error(await answer.text());
  const { session, ...rest } = (await answer.json()) as Delivery;
  return { ...rest, session: () => Promise.resolve(session) };
}
