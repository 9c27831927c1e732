import { attempt } from './toasts';

/** Puts a text on the clipboard and says so; `what` is what it is: "the hash of the model". */
export function copy(text: string, what: string): Promise<boolean> {
  return attempt(() => navigator.clipboard.writeText(text), `Copied ${what}.`);
}
