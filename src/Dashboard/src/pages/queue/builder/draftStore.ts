import { useEffect, useState } from 'preact/hooks';
import type { Draft } from './draft';

/** A grid is too much for an address; the tab's own storage keeps it over a reload, and two tabs may hold two grids. */
const NAME = 'st.queue.draft';

export function useDraft(first: () => Draft): [Draft, (changes: Partial<Draft>) => void] {
  const [draft, setDraft] = useState<Draft>(() => ({ ...first(), ...stored() }));
  useEffect(() => sessionStorage.setItem(NAME, JSON.stringify(draft)), [draft]);
  return [draft, (changes) => setDraft((old) => ({ ...old, ...changes }))];
}

/** For another place of the page, which hands the form a grid as text. */
export function leaveText(text: string): void {
  sessionStorage.setItem(NAME, JSON.stringify({ ...stored(), text }));
}

function stored(): Partial<Draft> {
  try {
    return JSON.parse(sessionStorage.getItem(NAME) ?? '{}') as Partial<Draft>;
  } catch {
    return {};
  }
}
