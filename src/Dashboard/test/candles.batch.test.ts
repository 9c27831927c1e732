import { describe, expect, it } from 'vitest';
import { ApiError } from '../src/api/problem';
import { cancelRuns } from '../src/pages/candles/cancelRuns';

describe('cancelling the rest of a batch', () => {
  it('begins with the last, so that none begins meanwhile, and passes over one that has ended', async () => {
    const asked: string[] = [];
    await cancelRuns(['a', 'b', 'c'], async (id) => {
      asked.push(id);
      if (id === 'b') throw new ApiError(409, 'Run b is completed; only a run that is started can be cancelled.');
    });

    expect(asked).toEqual(['c', 'b', 'a']);
  });

  it('stops at any other refusal, in the words of the server', async () => {
    await expect(cancelRuns(['a'], () => Promise.reject(new ApiError(500, 'Storage does not answer.')))).rejects.toThrow('Storage does not answer.');
  });
});
