import { useEffect, useState } from 'preact/hooks';
import { words } from '../api/problem';

interface Toast {
  id: number;
  kind: 'good' | 'error';
  text: string;
}

const STAYS = 8000;
let next = 1;
let listener: (toast: Toast) => void = () => {};

/** A short word that something was done. */
export function done(text: string): void {
  listener({ id: next++, kind: 'good', text });
}

/** A failure that has no place of its own on the page; it stays until it is closed. */
export function failed(error: unknown): void {
  listener({ id: next++, kind: 'error', text: words(error) });
}

/** Runs what a button does: says that it was done, or in the server's words why not. True when it was. */
export async function attempt(run: () => Promise<unknown>, said?: string): Promise<boolean> {
  try {
    await run();
    if (said) done(said);
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Where the short words appear; once, in the frame of the page. */
export function Toasts() {
  const [toasts, setToasts] = useState<Toast[]>([]);
  useEffect(() => {
    const drop = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id));
    listener = (toast) => {
      setToasts((all) => [...all.slice(-3), toast]);
      if (toast.kind === 'good') setTimeout(() => drop(toast.id), STAYS);
    };
    return () => {
      listener = () => {};
    };
  }, []);
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.id} class={`toast ${toast.kind}`}>
          <span>{toast.text}</span>
          <button type="button" class="button quiet" aria-label="Close this message" onClick={() => setToasts((all) => all.filter((other) => other !== toast))}>✕</button>
        </div>
      ))}
    </div>
  );
}
