import { useMemo } from 'preact/hooks';
import { change } from '../../address/address';
import type { Gaps, MarketBars } from '../../api/bars';
import type { CandleResults, CandleRun, Forecasts } from '../../api/candles';
import { CandleChart, type Candle, type Mark } from '../../charts/CandleChart';
import { count, decimals } from '../../format/numbers';
import { unixOf } from '../../format/times';
import { candleText } from './draft';
import { arrows, breaksOf, COLOURS, probabilities, stretchesOf } from './drawn';
import { Layers, type LayerWords } from './Layers';
import { changes, toggled, type View } from './view';

interface Props {
  market: MarketBars;
  view: View;
  /** Another number goes to the place of the view once more. */
  again: number;
  run: CandleRun | undefined;
  results: CandleResults | undefined;
  forecasts: Forecasts | undefined;
  gaps: Gaps | undefined;
  /** A candle to train from was chosen. */
  onCandle: (time: number) => void;
}

/** The chart, what of the open run is drawn on it, and the legend to take it off. */
export function MarketChart({ market, view, again, run, results, forecasts, gaps, onCandle }: Props) {
  const { hidden, gathered, sure } = view;
  const on = (layer: LayerWords['layer']) => !hidden.has(layer);
  const stretches = useMemo(() => (results && on('parts') ? stretchesOf(results.splits) : []), [results, hidden.has('parts')]);
  const overlays = useMemo(() => (forecasts && on('probabilities') ? [probabilities(forecasts.predictions, forecasts.threshold)] : []), [forecasts, hidden.has('probabilities')]);
  const breaks = useMemo(() => (gaps && on('gaps') ? breaksOf(gaps.gaps) : []), [gaps, hidden.has('gaps')]);
  const pointed = useMemo(() => (forecasts ? arrows(forecasts.predictions, sure) : []), [forecasts, sure]);
  const candle = run?.candle_date;
  const marks = useMemo(() => [
    ...(on('arrows') ? pointed : []),
    ...(candle && on('candle') ? [{ time: unixOf(candle), text: 'candle', above: true, tone: 'plain' } satisfies Mark] : []),
    ...gathered.map((time): Mark => ({ time, text: '', above: true, tone: 'plain' })),
  ].sort((one, other) => one.time - other.time), [pointed, candle, gathered.join(), hidden.has('arrows'), hidden.has('candle')]);

  const pick = ({ time }: Candle, { shift }: { shift: boolean }) => {
    if (view.several || shift) change(changes.gathered(toggled(gathered, time)));
    else onCandle(time);
  };
  const layers: LayerWords[] = [];
  if (candle) layers.push({ layer: 'candle', text: `The candle, ${candleText(unixOf(candle))}`, colours: [0] });
  if (results) layers.push({ layer: 'parts', text: 'Training, tune and test', colours: [COLOURS.fit, COLOURS.tune, COLOURS.test] });
  if (forecasts) {
    layers.push({ layer: 'probabilities', text: `Probability of a rise (${count(forecasts.predictions.length, 'prediction')})`, colours: [COLOURS.probability] });
    layers.push({ layer: 'arrows', text: `${count(pointed.length, 'arrow')} at a confidence of ${decimals(sure, 2)} and more` });
  }
  if (gaps && gaps.gap_count > 0) layers.push({ layer: 'gaps', text: `Missing bars (${count(gaps.gap_count, 'gap')})` });

  return (
    <section class={`candles-chart ${view.training ? 'candles-training' : ''}`} aria-label="Chart">
      <CandleChart symbol={market.symbol} timeframe={market.timeframe} again={again} stretches={stretches} overlays={overlays} breaks={breaks} marks={marks}
        {...(view.at === null ? {} : { around: view.at })} {...(view.training ? { onPick: pick, pickWord: view.several ? 'gather it for a batch' : 'train from it' } : {})} />
      <Layers layers={layers} view={view} />
    </section>
  );
}
