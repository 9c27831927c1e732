import { useMemo } from 'preact/hooks';
import type { CandleResults } from '../../api/candles';
import { ShareChart } from '../../charts/ShareChart';
import { decimals, percent } from '../../format/numbers';
import { Facts } from '../../ui/Facts';
import { Hash } from '../../ui/Hash';
import { Notice } from '../../ui/Notice';
import { Tally } from '../../ui/Tally';
import { MetricTable } from './MetricTable';
import { PartTable } from './PartTable';
import { paramWords } from './Proposal';
import { SpreadTable } from './SpreadTable';
import { TestTable } from './TestTable';

/** What has come of a training: train, tune and test beside each other, and what the test would have been without a model. */
export function Results({ results }: { results: CandleResults }) {
  const { baselines: lines, threshold, search, stability } = results;
  const importance = useMemo(() => results.importance.map(({ feature, share }) => ({ name: feature, share })), [results]);
  return (
    <>
      <div class="columns">
        <MetricTable results={results} />
        <div class="stack">
          <Tally label="The test in short" of={[
            ['accuracy on the test', percent(results.test_metrics['accuracy'])],
            ['always the more frequent class', percent(lines.majority_accuracy)],
            ['the last bar goes on', percent(lines.naive_accuracy)],
            ['of the bars rose', percent(lines.base_rate)],
          ]} />
          <Tally label="Returns on the test" of={[
            ['return on the test before costs', percent(lines.model_return)],
            ['buy and hold', percent(lines.buy_and_hold_return)],
            ['the last bar goes on', percent(lines.naive_return)],
          ]} />
          <p class="soft">An accuracy below these lines is worth nothing, however high it is.</p>
          <Facts of={[
            ['Threshold', `${decimals(threshold.used, 4)}: the best F1 of the tune part (${decimals(threshold.tune_f1, 3)}), used unchanged on the test`],
            ['The training rows would have given', `${decimals(threshold.on_train, 4)} (F1 ${decimals(threshold.train_f1, 3)})`],
            ['Note on the threshold', threshold.note],
            ['Trained with', paramWords(results.params)],
            ['Trees', results.iterations],
            ['Data', <Hash of={results.data_fingerprint} what="the fingerprint of the data" />],
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
      <ShareChart title="Feature importance: share of the gain" of="Feature" shares={importance} tall />
    </>
  );
}
