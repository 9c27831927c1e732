import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { nextWait } from './backoff';
import { isFinal } from './problem';

export interface Polled<T> {
  /** The last good answer; it stays while later ones fail. */
  data: T | undefined;
  /** Why the last try failed; undefined when it did not. */
  error: unknown;
  /** Asks again now; resolves when the answer is there. */
  refresh: () => Promise<void>;
}

/**
 * Asks again and again: every `every` ms, slower after errors, not while the tab is hidden. `every` 0 asks once. What `key` names
 * decides what is asked; another key forgets the answer. `every` may depend on the answer: a finished job needs no more questions.
 */
export function usePoll<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>, every: number | ((data: T) => number)): Polled<T> {
  const [state, setState] = useState<{ key: string | null; data?: T; error?: unknown }>({ key });
  const latest = useRef({ load, every });
  latest.current = { load, every };
  const again = useRef<() => Promise<void>>(async () => {});

  useEffect(() => {
    if (key === null) return;
    let stopped = false;
    let failures = 0;
    let timer = 0;
    let running: AbortController | undefined;

    const run = async (): Promise<void> => {
      clearTimeout(timer);
      running?.abort();
      const mine = (running = new AbortController());
      let wait = 0;
      try {
        const data = await latest.current.load(mine.signal);
        if (stopped || mine.signal.aborted) return;
        failures = 0;
        setState({ key, data });
        const { every: pace } = latest.current;
        wait = typeof pace === 'function' ? pace(data) : pace;
      } catch (error) {
        if (stopped || mine.signal.aborted) return;
        failures++;
        setState((old) => (old.key === key && old.data !== undefined ? { key, data: old.data, error } : { key, error }));
        const { every: pace } = latest.current;
        wait = pace === 0 && isFinal(error) ? 0 : nextWait(typeof pace === 'number' ? pace : 1000, failures);
      }
      if (wait > 0 && !document.hidden) timer = window.setTimeout(run, wait);
    };

    const onVisible = () => {
      if (!document.hidden) void run();
    };
    again.current = run;
    document.addEventListener('visibilitychange', onVisible);
    void run();
    return () => {
      stopped = true;
      running?.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [key]);

  const refresh = useCallback(() => again.current(), []);
  const current = state.key === key ? state : { data: undefined, error: undefined };
  return { data: current.data, error: current.error, refresh };
}

/** Asks once for each key. */
export function useAnswer<T>(key: string | null, load: (signal: AbortSignal) => Promise<T>): Polled<T> {
  return usePoll(key, load, 0);
}
