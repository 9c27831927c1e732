import { go } from '../../../address/address';
import type { Queue, QueueRules } from '../../../api/queues';
import { decimals, percent } from '../../../format/numbers';
import { second } from '../../../format/times';
import { Button } from '../../../ui/Button';
import { Facts } from '../../../ui/Facts';
import { leaveText } from '../builder/draftStore';
import { QueueCost } from './QueueCost';

/** What a queue was made of, and when what happened. */
export function QueueDetails({ queue }: { queue: Queue }) {
  const again = (text: string) => {
    leaveText(text);
    go('queue', [], { form: 'text' });
  };
  const { grid_text: text } = queue;
  return (
    <section class="panel" aria-labelledby="queue-details">
      <h2 id="queue-details">Details</h2>
      <p>{queue.preview}</p>
      <Facts of={[
        ['Id', queue.id],
        ['Created', second(queue.created)],
        ['Started', second(queue.started)],
        ['Finished', second(queue.finished)],
        ['Last sign of life', second(queue.last_beat)],
        ['Begun', queue.attempt === 0 ? 'not yet' : `${queue.attempt} ×`],
        ['Orchestration', queue.instance_id],
      ]} />
      <QueueCost queue={queue} />
      {queue.rules && <details><summary>Rules by which models are scored and kept</summary><Rules rules={queue.rules} /></details>}
      {text !== null && (
        <details>
          <summary>The grid as it was written</summary>
          <div class="stack">
            <pre tabIndex={0} aria-label="The grid as it was written">{text}</pre>
            <div class="buttons"><Button onPress={() => again(text)}>Use it for a new queue</Button></div>
          </div>
        </details>
      )}
    </section>
  );
}

function Rules({ rules: { selection, backtest, ...strategies } }: { rules: QueueRules }) {
  return (
    <Facts of={[
      ['Least trades', selection.min_trades],
      ['Better by at least', `${percent(selection.min_improvement_threshold)} and ${decimals(selection.absolute_margin, 2)}`],
      ['Models a regime keeps', selection.keep_top_n_per_regime],
      ['Who competes', selection.scope],
      ['Others are deleted', selection.delete_non_best_models ? 'yes' : 'no'],
      ['Regimes', strategies.regime_set],
      ['Prediction methods', strategies.prediction_methods.join(', ')],
      ['Ensembles', strategies.ensemble_methods.join(', ')],
      ['Confidence thresholds', strategies.confidence_thresholds.join(', ')],
      ['Lookbacks', strategies.lookback_windows.join(', ')],
      ['Commission, spread, slippage', [backtest.commission, backtest.spread, backtest.slippage].map((share) => percent(share, 2)).join(', ')],
      ['Sells short', backtest.allow_short ? 'yes' : 'no'],
      ['Entry delay', `${backtest.entry_delay} bar${backtest.entry_delay === 1 ? '' : 's'}`],
    ]} />
  );
}
