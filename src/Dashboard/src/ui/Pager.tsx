import type { Pages } from '../address/usePages';

interface Props {
  of: Pages;
  /** The continuation that the page shown ended with. */
  next: string | null | undefined;
  /** Beside the number of the page. */
  text?: string;
}

/** To the pages before and after; nothing where all is on one. */
export function Pager({ of, next, text }: Props) {
  const forth = of.onNext(next);
  if (!of.onBack && !forth) return null;
  return (
    <nav class="pager" aria-label="Pages of the list">
      <button type="button" class="button plain" disabled={!of.onBack} onClick={of.onBack}>Back</button>
      <span>{`Page ${of.number}${text ? `, ${text}` : ''}`}</span>
      <button type="button" class="button plain" disabled={!forth} onClick={forth}>Next</button>
    </nav>
  );
}
