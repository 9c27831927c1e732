import { ApiError } from '../../api/problem';

/** It has ended meanwhile, which is what was wished for. */
const REFUSED = 409;

/** Cancels runs that train one after the other, the last first: were it the first, the next one would begin. One that has ended by itself is passed over. */
export async function cancelRuns(ids: readonly string[], cancel: (id: string) => Promise<unknown>): Promise<void> {
  for (const id of [...ids].reverse()) {
    try {
      await cancel(id);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === REFUSED)) throw error;
    }
  }
}
