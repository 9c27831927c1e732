import { useState } from 'preact/hooks';
import { change } from '../../address/address';

/** The page of a list that the address names. Pages before it are remembered while the list is open; after a reload Back goes to the first. */
export function usePages(name: string, after: string | undefined, next: string | null | undefined) {
  const [before, setBefore] = useState<readonly string[]>([]);
  const back = () => {
    change({ [name]: before.at(-1) ?? null });
    setBefore(before.slice(0, -1));
  };
  const forth = () => {
    setBefore([...before, after ?? '']);
    change({ [name]: next ?? null });
  };
  return { onBack: after ? back : undefined, onNext: next ? forth : undefined };
}
