import { useState } from 'preact/hooks';
import { candles, type BatchCandles } from '../../api/candles';
import { faultOf } from '../../api/faults';
import { count } from '../../format/numbers';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { Form, SelectField, TextField } from '../../ui/Field';
import { Failure } from '../../ui/Notice';
import { candleText, numberOf, orderOf, type Draft } from './draft';
import { PresetFill } from './PresetFill';
import { TrainFields } from './TrainFields';

interface Props {
  symbol: string;
  timeframe: string;
  gathered: readonly number[];
  draft: Draft;
  onDraft: (draft: Draft) => void;
  onStarted: (batchId: string) => void;
  onClose: () => void;
}

/** The same training from many candles: those that were gathered, or every so many bars. */
export function BatchDialog({ symbol, timeframe, gathered, draft, onDraft, onStarted, onClose }: Props) {
  const [listed, setListed] = useState(gathered.length > 0);
  const [stride, setStride] = useState({ from: '', to: '', every: '' });
  const [error, setError] = useState<unknown>();
  const start = async () => {
    const chosen: BatchCandles = listed ? { candles: gathered.map(candleText) } : { from: stride.from, to: stride.to, every: numberOf(stride.every) };
    try {
      onStarted((await candles.trainBatch({ ...orderOf(draft, symbol, timeframe), ...chosen })).batch_id);
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <Dialog title={`Train from several candles of ${symbol} ${timeframe}`} onClose={onClose} wide>
      <Form class="stack" onSend={start}>
        <p>One run a candle, beside each other: how much is the model, and how much is the day it was trained on.</p>
        <SelectField label="Candles" value={listed ? 'listed' : 'stride'} onChange={(value) => setListed(value === 'listed')} error={faultOf(error, 'candles')}
          choices={[{ value: 'listed', text: `Those gathered on the chart: ${count(gathered.length, 'candle')}` }, { value: 'stride', text: 'Every so many bars' }]} />
        {!listed && (
          <div class="candles-fields">
            <TextField label="First candle" type="date" hint="Or the first bar after it"
              value={stride.from} onChange={(from) => setStride({ ...stride, from })} error={faultOf(error, 'from')} />
            <TextField label="Not after" type="date" value={stride.to} onChange={(to) => setStride({ ...stride, to })} error={faultOf(error, 'to')} />
            <TextField label="Bars from one to the next" type="number" min={1} step={1}
              value={stride.every} onChange={(every) => setStride({ ...stride, every })} error={faultOf(error, 'every')} />
          </div>
        )}
        <PresetFill symbol={symbol} timeframe={timeframe} draft={draft} onFill={onDraft} />
        <TrainFields draft={draft} onChange={onDraft} error={error} />
        <div class="candles-foot">
          <Failure error={error} title="Nothing was started." />
          <div class="buttons">
            <Button type="submit" look="main">Train the batch</Button>
            <Button onPress={onClose}>Leave it</Button>
          </div>
        </div>
      </Form>
    </Dialog>
  );
}
