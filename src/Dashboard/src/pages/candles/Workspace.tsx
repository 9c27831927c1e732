import { useEffect, useRef, useState } from 'preact/hooks';
import { change } from '../../address/address';
import { bars, type MarketBars } from '../../api/bars';
import { candles, type CandleRun } from '../../api/candles';
import { useAnswer, usePoll } from '../../api/poll';
import { unixOf } from '../../format/times';
import { useAsk } from '../../ui/ask';
import { done } from '../../ui/toasts';
import { BatchDialog } from './BatchDialog';
import { BatchPanel } from './BatchPanel';
import { candleText, draftOf, USUAL } from './draft';
import { LivePanel } from './LivePanel';
import { MarketBar } from './MarketBar';
import { MarketChart } from './MarketChart';
import { PredictionChoice } from './PredictionChoice';
import { RunList } from './RunList';
import { RunPanel } from './RunPanel';
import { TrainDialog } from './TrainDialog';
import { useLiveForecasts } from './useLiveForecasts';
import { usePredictions } from './usePredictions';
import { useRunList } from './useRunList';
import { changes, type View } from './view';

const BUSY = 1000;

/** A market's chart with the run, the batch and the model that are open, and the list of all runs. */
export function Workspace({ markets, market, view }: { markets: readonly MarketBars[]; market: MarketBars; view: View }) {
  const { symbol, timeframe } = market;
  const [draft, setDraft] = useState(USUAL);
  const [asking, setAsking] = useState<{ candle: string } | 'batch' | null>(null);
  const [gone, setGone] = useState(0);
  const chart = useRef<HTMLDivElement>(null);
  const { ask, dialog } = useAsk();
  const list = useRunList();
  const run = usePoll(view.run && `candle-run/${view.run}`, (signal) => candles.run(view.run ?? '', signal), (data) => (data.status === 'started' ? BUSY : 0));
  const isCompleted = run.data?.status === 'completed';
  const results = useAnswer(isCompleted ? `candle-results/${view.run}` : null, (signal) => candles.results(view.run ?? '', signal));
  const batch = usePoll(view.batch && `candle-batch/${view.batch}`, (signal) => candles.batch(view.batch ?? '', signal), (data) => (data.status === 'started' ? BUSY : 0));
  const gaps = useAnswer(`gaps/${symbol}/${timeframe}`, (signal) => bars.gaps(symbol, timeframe, signal));
  const forecasts = usePredictions(view, results.data);
  const live = useLiveForecasts(view, market);

  // A link to a run need not say of which market it is.
  useEffect(() => {
    if (run.data && view.symbol === null) change({ symbol: run.data.symbol, timeframe: run.data.timeframe, at: unixOf(run.data.candle_date) });
  }, [run.data, view.symbol]);

  const isRunning = run.data?.status === 'started' || batch.data?.status === 'started';
  useEffect(() => {
    if (!isRunning && list.page.data?.items.some((one) => one.status === 'started')) void list.page.refresh();
  }, [isRunning]);

  const started = (changed: Record<string, string | number | null>) => {
    setAsking(null);
    change(changed);
    void list.page.refresh();
  };
  const onCancel = (id: string) => ask({
    title: 'Cancel this training?', text: `Run ${id} ends without results. What it has learned so far is thrown away.`, verb: 'Cancel the training', danger: true,
    run: async () => {
      await candles.cancel(id);
      await Promise.all([run.refresh(), list.page.refresh()]);
    },
  });
  const onDelete = (id: string) => ask({
    title: 'Delete this run?', verb: 'Delete the run', danger: true,
    text: `Run ${id} goes with its model, results and predictions. A live model that was made of it stays. This cannot be undone.`,
    run: async () => {
      await candles.remove(id);
      done(`Run ${id} is deleted.`);
      if (view.run === id) change({ run: null, predictions: null });
      await list.page.refresh();
    },
  });
  const onGo = (at: number | null) => {
    change({ at });
    setGone((times) => times + 1);
  };
  const onLoad = () => {
    change(changes.predictions('test'));
    chart.current?.scrollIntoView({ block: 'nearest' });
  };
  const onAgain = (old: CandleRun) => {
    setDraft(draftOf(old.config));
    setAsking({ candle: candleText(unixOf(old.candle_date)) });
  };

  return (
    <>
      <MarketBar markets={markets} market={market} view={view} onGo={onGo} onBatch={() => setAsking('batch')} />
      <div ref={chart} class="candles-place">
        <MarketChart
          market={market} view={view} again={gone} run={run.data} results={results.data} forecasts={(view.live === null ? forecasts : live).data} gaps={gaps.data}
          onCandle={(time) => setAsking({ candle: candleText(time) })}
        />
      </div>
      {view.live !== null && <LivePanel market={market} forecasts={live} view={view} />}
      {view.bars !== null && run.data && results.data && <PredictionChoice run={run.data} results={results.data} forecasts={forecasts} view={view} />}
      {view.run !== null && <RunPanel run={run} results={results} view={view} onCancel={onCancel} onDelete={onDelete} onLoad={onLoad} onUsed={live.refresh} onAgain={onAgain} />}
      {view.batch !== null && <BatchPanel batch={batch} />}
      <RunList {...list} view={view} onCancel={onCancel} onDelete={onDelete} />
      {asking === 'batch' && (
        <BatchDialog symbol={symbol} timeframe={timeframe} gathered={view.gathered} draft={draft} onDraft={setDraft} onClose={() => setAsking(null)}
          onStarted={(id) => started({ batch: id, run: null, predictions: null, candles: null, several: null, train: null })} />
      )}
      {asking !== null && asking !== 'batch' && (
        <TrainDialog symbol={symbol} timeframe={timeframe} candle={asking.candle} draft={draft} onDraft={setDraft} onClose={() => setAsking(null)}
          onStarted={(id, candle) => started({ ...changes.run({ run_id: id, symbol, timeframe, candle_date: candle }), train: null })} />
      )}
      {dialog}
    </>
  );
}
