import { unixOf } from '../../format/times';
import { candleText } from './draft';

/** The open of a candle in a table: a day where it is one, on one line. */
export function Time({ of }: { of: string }) {
  return <time class="nowrap" dateTime={of}>{candleText(unixOf(of)).replace('T', ' ').replace(/(:00)?Z$/, '')}</time>;
}
