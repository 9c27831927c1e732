import { useEffect, useState } from 'preact/hooks';

/** A value once it has not changed for `after` ms: what is typed is asked about when the fingers rest. Compared by content. */
export function useSettled<T>(value: T, after: number): T {
  const [settled, setSettled] = useState(value);
  const text = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), after);
    return () => clearTimeout(timer);
  }, [text, after]);
  return settled;
}
