import type { Figure } from '../../api/freshness';
import { decimals } from '../../format/numbers';
import { numberOf, reasonOf } from './words';

/** A figure, or a dash that says why there is none. */
export function FigureText({ of, places = 4, text }: { of: Figure | null | undefined; places?: number; text?: (figure: Figure) => string }) {
  const reason = reasonOf(of);
  const shown = text && of !== null && of !== undefined ? text(of) : decimals(numberOf(of), places);
  return reason ? <span title={reason}>{shown}<span class="unseen"> ({reason})</span></span> : <>{shown}</>;
}
