import type { PresetContent } from '../../../api/presetContent';
import { count, whole } from '../../../format/numbers';
import { minute } from '../../../format/times';
import { Facts } from '../../../ui/Facts';
import { Hash } from '../../../ui/Hash';
import { Table } from '../../../ui/Table';
import { PresetLink } from '../PresetLink';
import { metric } from '../words';
import { HeldOutReport } from './HeldOutReport';
import { ParameterTable } from './ParameterTable';
import { StabilityChart } from './StabilityChart';

/** What a preset says, in plain words. */
export function ContentPart({ content }: { content: PresetContent }) {
  const { dataset, features, training, search, members } = content;
  return (
    <>
      <section class="panel" aria-label="What it trains">
        <h3>What it trains</h3>
        <Facts
          of={[
            ['Model', `${content.model.architecture} (${content.model.type})`],
            ['Features', `${features.system}, encoder ${features.encoder}`],
            ['Indicators from', features.indicator_timeframes.join(', ')],
            ['Horizons', `${content.horizons.join(', ')} ${content.horizons.at(-1) === 1 ? 'bar' : 'bars'} ahead`],
            ['Window of training', count(training.days, 'day')],
            ['Folds', training.fold_mode + (training.test_days === undefined ? '' : `, tests of ${count(training.test_days, 'day')}`)],
            ['Entry', `${count(training.entry_delay, 'bar')} after the signal`],
            ['Seed', training.seed],
            ['Data', `${minute(dataset.from)} to ${minute(dataset.to)}, ${count(dataset.bars, 'bar')}`],
            ['Judged before it was published', content.auto_validated ? 'yes' : 'no'],
            ['Searched', search && `${count(search.trials, 'trial')} in ${count(search.phase, 'phase')}, ${search.objective} ${metric(search.best_metric)}`],
            ['Configuration', <Hash of={content.config_hash} what="the hash of the configuration" />],
            ['Bars', <Hash of={dataset.fingerprint} what="the fingerprint of the bars" />],
            ['Inputs remembered for drift', content.inputs && whole(Object.keys(content.inputs).length)],
          ]}
        />
      </section>
      {members && (
        <Table
          caption="Members of the ensemble" showCaption rows={members} rowKey={(one) => `${one.name}@${one.version}`}
          columns={[
            { key: 'name', title: 'Member', cell: (one) => <PresetLink name={one.name} query={{ version: one.version }} /> },
            { key: 'version', title: 'Version', figure: true, cell: (one) => one.version },
            { key: 'weight', title: 'Weight', figure: true, cell: (one) => metric(one.weight) },
          ]}
        />
      )}
      <div class="columns">
        <ParameterTable values={content.hyper_parameters} {...(search ? { space: search.space, importance: search.importance } : {})} />
        {content.stability && <StabilityChart {...content.stability} objective={search?.objective ?? 'metric'} />}
      </div>
      <div class="columns">
        {content.held_out && <HeldOutReport report={content.held_out} objective={search?.objective ?? 'roc_auc'} />}
        <Validation of={content.validation_metrics} />
      </div>
    </>
  );
}

function Validation({ of }: { of: PresetContent['validation_metrics'] }) {
  const rows = Object.entries(of);
  if (rows.length === 0) return null;
  return (
    <section class="panel" aria-label="Validation">
      <h3>On the walk-forward folds of the search</h3>
      <Table
        caption="Figures on the walk-forward folds" rows={rows} rowKey={([name]) => name}
        columns={[
          { key: 'metric', title: 'Metric', cell: ([name]) => name },
          { key: 'value', title: 'Mean', figure: true, cell: ([, value]) => metric(value) },
        ]}
      />
    </section>
  );
}
