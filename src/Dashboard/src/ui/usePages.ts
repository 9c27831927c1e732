import { useState } from 'preact/hooks';

interface Steps {
  /** What the list was filtered by when the steps were made. */
  key: string;
  /** Continuations of the pages that were gone through; the last is that of the page shown. */
  trail: readonly string[];
}

/** Goes forward and back in a list that the server pages by continuation. Another `key` (a filter) starts from the first page again. */
export function usePages(key: string) {
  const [steps, setSteps] = useState<Steps>({ key, trail: [] });
  const trail = steps.key === key ? steps.trail : [];
  return {
    /** Of the page to show; undefined for the first. */
    continuation: trail.at(-1),
    number: trail.length + 1,
    back: trail.length > 0 ? () => setSteps({ key, trail: trail.slice(0, -1) }) : undefined,
    /** For the page after one that ended with this continuation. */
    next: (continuation: string | null | undefined) => (continuation ? () => setSteps({ key, trail: [...trail, continuation] }) : undefined),
  };
}
