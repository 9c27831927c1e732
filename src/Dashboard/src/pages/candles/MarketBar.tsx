import { useState } from 'preact/hooks';
import { change } from '../../address/address';
import type { MarketBars } from '../../api/bars';
import { marketName } from '../../api/markets';
import { count } from '../../format/numbers';
import { day, unixOf } from '../../format/times';
import { Button } from '../../ui/Button';
import { Form, SelectField, TextField } from '../../ui/Field';
import { candleText } from './draft';
import { changes, toggled, type View } from './view';

interface Props {
  markets: readonly MarketBars[];
  market: MarketBars;
  view: View;
  /** Seconds since 1970; null for the newest candles. */
  onGo: (at: number | null) => void;
  onBatch: () => void;
}

/** Which market, where in it, and what a click on a candle does. */
export function MarketBar({ markets, market, view, onGo, onBatch }: Props) {
  const [date, setDate] = useState('');
  const choose = (text: string) => {
    const chosen = markets.find((one) => marketName(one) === text);
    if (chosen) change(changes.market(chosen.symbol, chosen.timeframe));
  };
  return (
    <section class="panel" aria-label="Market and train mode">
      <div class="row">
        <SelectField label="Market" value={marketName(market)} onChange={choose} choices={markets.map(marketName)} />
        <Form class="row" onSend={() => onGo(date === '' ? null : unixOf(date))}>
          <TextField label="Go to" type="date" min={day(market.first)} max={day(market.last)} value={date} onChange={setDate} />
          <Button type="submit">{date === '' ? 'Newest' : 'Show'}</Button>
        </Form>
        <div class="buttons candles-modes">
          <Button look={view.training ? 'main' : 'plain'} aria-pressed={view.training} onPress={() => change({ train: view.training ? null : 'on', several: null })}>
            Train mode
          </Button>
          {view.training && (
            <Button look={view.several ? 'main' : 'plain'} aria-pressed={view.several} onPress={() => change({ several: view.several ? null : 'on' })}>
              Several candles
            </Button>
          )}
        </div>
      </div>
      <p class="soft">{count(market.count, 'bar')} from {day(market.first)} to {day(market.last)}, {count(market.gaps, 'gap')}.</p>
      {view.training && (
        <p class="candles-mode" role="status">
          <b>Train mode is on.</b>{' '}
          {view.several ? 'A click on a candle, or Enter on the one under the cursor, gathers it for a batch or takes it out.'
            : 'A click on a candle, or Enter on the one under the cursor, asks how to train from it. With Shift it is gathered for a batch.'}
        </p>
      )}
      {view.training && (view.several || view.gathered.length > 0) && <Gathered gathered={view.gathered} onBatch={onBatch} />}
    </section>
  );
}

function Gathered({ gathered, onBatch }: { gathered: readonly number[]; onBatch: () => void }) {
  return (
    <div class="stack">
      {gathered.length > 0 && (
        <ul class="candles-gathered" aria-label="Gathered candles">
          {gathered.map((time) => (
            <li key={time}>
              {candleText(time)}
              <button type="button" class="link" aria-label={`Take out ${candleText(time)}`} onClick={() => change(changes.gathered(toggled(gathered, time)))}>✕</button>
            </li>
          ))}
        </ul>
      )}
      <div class="buttons">
        <Button onPress={onBatch}>{gathered.length > 0 ? `Train from ${count(gathered.length, 'candle')} …` : 'Train from every so many bars …'}</Button>
        {gathered.length > 0 && <Button look="quiet" onPress={() => change(changes.gathered([]))}>Take all out</Button>}
      </div>
    </div>
  );
}
