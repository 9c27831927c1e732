import { describe, expect, it } from 'vitest';
import { before, placeOf, textOf, walked } from '../src/address/usePages';

const FIRST = { number: 1, continuation: undefined };
const SECOND = { number: 2, continuation: 'b' };
const THIRD = { number: 3, continuation: 'c' };

describe('a page of a list in the address', () => {
  it('is its number and its continuation, whatever that is made of', () => {
    for (const place of [FIRST, SECOND, { number: 12, continuation: '3.x y&z' }]) expect(placeOf(textOf(place) ?? undefined)).toEqual(place);
  });

  it.each([undefined, '', 'token', '0.token', '2.'])('is the first where the address makes no sense: %s', (text) => expect(placeOf(text)).toEqual(FIRST));
});

describe('the way through a list', () => {
  it('grows page by page and leads back the same way', () => {
    const trail = walked(walked([], FIRST, 'b'), SECOND, 'c');

    expect(trail).toEqual(['b', 'c']);
    expect(before(trail, THIRD)).toEqual(SECOND);
    expect(before(trail, SECOND)).toEqual(FIRST);
  });

  it('forgets what came after a page that somebody goes on from', () => {
    expect(walked(['b', 'c'], FIRST, 'x')).toEqual(['x']);
    expect(walked(['b', 'c'], SECOND, 'x')).toEqual(['b', 'x']);
  });

  it('leads to the first page where it is not known', () => {
    expect(before([], THIRD)).toEqual(FIRST);
    expect(before(['b', 'other'], THIRD)).toEqual(FIRST);
    expect(walked(['other'], THIRD, 'd')).toEqual([]);
  });
});
