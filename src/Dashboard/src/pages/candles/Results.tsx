import type { CandleResults } from '../../api/candles';
import { decimals, percent } from '../../format/numbers';
import { Facts } from '../../ui/Facts';
import { Notice } from '../../ui/Notice';
import { ImportanceChart } from './ImportanceChart';
import { MetricTable } from './MetricTable';
import { PartTable } from './PartTable';
import { paramWords } from './Proposal';
import { SpreadTable } from './SpreadTable';
import { TestTable } from './TestTable';

/** What has come of a training: train, tune and test beside each other, and what the test would have been without a model. */
export function Results({ results }: { results: CandleResults }) {
  const { baselines: lines, threshold, search, stability } = results;
  return (
    <>
      <div class="columns">
        <MetricTable results={results} />
        <div class="stack">
          <div class="tally" aria-label="The test in short">
            <div><b>{percent(results.test_metrics['accuracy'])}</b><span>accuracy on the test</span></div>
            <div><b>{percent(lines.majority_accuracy)}</b><span>always the more frequent class</span></div>
            <div><b>{percent(lines.naive_accuracy)}</b><span>the last bar goes on</span></div>
            <div><b>{percent(lines.base_rate)}</b><span>of the bars rose</span></div>
          </div>
          <div class="tally" aria-label="Returns on the test">
            <div><b>{percent(lines.model_return)}</b><span>return on the test before costs</span></div>
            <div><b>{percent(lines.buy_and_hold_return)}</b><span>buy and hold</span></div>
            <div><b>{percent(lines.naive_return)}</b><span>the last bar goes on</span></div>
          </div>
          <p class="soft">An accuracy below these lines is worth nothing, however high it is.</p>
          <Facts of={[
            ['Threshold', `${decimals(threshold.used, 4)}: the best F1 of the tune part (${decimals(threshold.tune_f1, 3)}), used unchanged on the test`],
            ['The training rows would have given', `${decimals(threshold.on_train, 4)} (F1 ${decimals(threshold.train_f1, 3)})`],
            ['Note on the threshold', threshold.note],
            ['Trained with', paramWords(results.params)],
            ['Trees', results.iterations],
            ['Data', <code title={results.data_fingerprint}>{results.data_fingerprint.slice(0, 12)}</code>],
          ]} />
          {search && (
            <Notice title={`Quick optimise: ${search.trials} trials in ${search.seconds} s`}>
              ROC AUC {decimals(search.auc, 4)} on the tune part with {paramWords(search.chosen)}; {decimals(search.own_auc, 4)} with your own ({paramWords(search.own)}).
            </Notice>
          )}
          {results.notes.length > 0 && <Notice title="Notes"><ul>{results.notes.map((note) => <li key={note}>{note}</li>)}</ul></Notice>}
        </div>
      </div>
      <PartTable parts={results.splits} />
      {results.windows.length > 1 && <TestTable title="Test windows" tests={results.windows} />}
      {stability && (
        <>
          <TestTable title="Tests before the candle, each of a model of its own" tests={stability.folds} />
          <SpreadTable title="How far the figures move without any change of the recipe" spread={stability.spread} />
        </>
      )}
      <ImportanceChart importance={results.importance} />
    </>
  );
}
