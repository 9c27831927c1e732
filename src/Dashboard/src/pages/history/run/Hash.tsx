import { Button } from '../../../ui/Button';
import { attempt } from '../../../ui/toasts';

const SHOWN = 12;

/** The start of a hash; a press copies the whole. */
export function Hash({ of, what }: { of: string; what: string }) {
  const copy = () => attempt(() => navigator.clipboard.writeText(of), `Copied ${what}.`);
  return (
    <span class="history-hash">
      <Button look="quiet" title={`${of}: press to copy`} aria-label={`Copy ${what}, which begins with ${of.slice(0, SHOWN)}`} onPress={copy}>
        <code>{of.slice(0, SHOWN)}</code>
      </Button>
    </span>
  );
}
