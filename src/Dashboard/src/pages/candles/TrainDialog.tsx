import { useState } from 'preact/hooks';
import { candles } from '../../api/candles';
import { faultOf } from '../../api/faults';
import { words } from '../../api/problem';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Form, TextField } from '../../ui/Field';
import { Failure } from '../../ui/Notice';
import { orderOf, proposedCandle, type Draft } from './draft';
import { PresetFill } from './PresetFill';
import { Proposal } from './Proposal';
import { TrainFields } from './TrainFields';

interface Props {
  symbol: string;
  timeframe: string;
  /** The open of the candle that was chosen. */
  candle: string;
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onStarted: (runId: string, candle: string) => void;
  onClose: () => void;
}

/** Asks how to train from a candle, and starts it. */
export function TrainDialog({ symbol, timeframe, candle: chosen, draft, onDraft, onStarted, onClose }: Props) {
  const [candle, setCandle] = useState(chosen);
  const [error, setError] = useState<unknown>();
  const nearest = error === undefined ? null : proposedCandle(words(error));
  const start = async () => {
    try {
      onStarted((await candles.train({ ...orderOf(draft, symbol, timeframe), candle_date: candle })).run_id, candle);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Dialog title={`Train from a candle of ${symbol} ${timeframe}`} onClose={onClose} wide>
      <Form class="stack" onSend={start}>
        <TextField label="Candle" value={candle} onChange={setCandle} required error={faultOf(error, 'candle_date')}
          hint="Its open in UTC, such as 2012-06-01 or 2012-06-01T14:00:00Z. The model learns from what came before it, its close included, and is tested on what comes after." />
        <PresetFill symbol={symbol} timeframe={timeframe} draft={draft} onFill={onDraft} />
        <TrainFields draft={draft} onChange={onDraft} error={error} />
        <Proposal symbol={symbol} timeframe={timeframe} candle={candle} draft={draft} onTake={(params) => onDraft({ ...draft, params })} />
        <div class="candles-foot">
          <Failure error={error} title="It was not started." />
          <div class="buttons">
            {nearest && <Button onPress={() => setCandle(nearest)}>Take the candle {nearest}</Button>}
            <Button type="submit" look="main">Train</Button>
            <Button onPress={onClose}>Leave it</Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
}
