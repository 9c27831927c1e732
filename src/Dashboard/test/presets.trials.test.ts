import { describe, expect, it } from 'vitest';
import type { Trial } from '../src/api/studies';
import { axesOf, isOwnPoint, lineOf, spaceOf, spansOf } from '../src/pages/presets/search/trials';

const SPACE = '{"alpha":{"high":100,"log":true,"low":0.1},"depth":{"high":9,"low":2,"whole":true},"fit":{"choices":[true,false]},"rounds":{"choices":[500]}}';

describe('the axes of a search', () => {
  it('are what could differ, on log scales where the space says so', () => {
    expect(axesOf(spaceOf(SPACE))).toEqual([
      { name: 'alpha', kind: 'log', low: 0.1, high: 100 },
      { name: 'depth', kind: 'number', low: 2, high: 9 },
      { name: 'fit', kind: 'choice', choices: ['true', 'false'] },
    ]);
  });

  it('are none where the space cannot be read', () => {
    expect(axesOf(spaceOf('no space'))).toEqual([]);
  });

  it('place a trial, its value last', () => {
    expect(lineOf(axesOf(spaceOf(SPACE)), { alpha: 2, depth: 3, fit: true, rounds: 500 }, 0.6)).toEqual([2, 3, 'true', 0.6]);
  });
});

describe('the phases of a search', () => {
  it('reach from their first trial to their last, in their order', () => {
    const trials = [[2, 5], [1, 0], [1, 4], [2, 9], [4, 10]].map(([phase, number]) => trial(phase ?? 0, number ?? 0));

    expect(spansOf(trials)).toEqual([{ phase: 1, first: 0, last: 4 }, { phase: 2, first: 5, last: 9 }, { phase: 4, first: 10, last: 10 }]);
  });

  it('have points of their own but for the last, which repeats the finalists', () => {
    expect([1, 2, 3, 4].map((phase) => isOwnPoint(trial(phase, 0)))).toEqual([true, true, true, false]);
  });
});

function trial(phase: number, number: number): Trial {
  return { number, phase, state: 'complete', seed: 0, hyper_parameters: {}, value: 0.5, steps: [], seconds: 1, reason: null };
}
