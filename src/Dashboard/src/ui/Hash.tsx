import { Button } from './Button';
import { copy } from './copy';

const SHOWN = 12;

/** The start of a hash; a press copies the whole. */
export function Hash({ of, what }: { of: string; what: string }) {
  const start = of.slice(0, SHOWN);
  return (
    <span class="hash">
      <Button look="quiet" title={`${of}: press to copy`} aria-label={`Copy ${what}, which begins with ${start}`} onPress={() => copy(of, what)}><code>{start}</code></Button>
    </span>
  );
}
