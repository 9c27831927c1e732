import { change, go, type Change } from '../../../address/address';
import { Button } from '../../../ui/Button';
import { CheckField, SelectField, TextField, type Choice } from '../../../ui/Field';
import { symbolsOf, timeframesOf, useMarkets } from '../markets';
import { ARCHITECTURES, FEATURE_SYSTEMS, STATUSES } from '../words';
import { filtersOf, type ListQuery } from './listQuery';

/** What the list is narrowed to. All of it is in the address. */
export function BrowseFilters({ query }: { query: ListQuery }) {
  const markets = useMarkets();
  const narrow = (filter: Change) => change({ ...filter, after: null });
  const given = (name: string) => query[name] ?? '';
  return (
    <section class="panel" aria-label="Filters">
      <div class="presets-filters">
        <SelectField label="Symbol" value={given('symbol')} onChange={(symbol) => narrow({ symbol })} choices={any(symbolsOf(markets, [given('symbol')]))} />
        <SelectField label="Timeframe" value={given('timeframe')} onChange={(timeframe) => narrow({ timeframe })} choices={any(timeframesOf(markets, [given('timeframe')]))} />
        <SelectField label="Features" value={given('features')} onChange={(features) => narrow({ features })} choices={any([...FEATURE_SYSTEMS, 'mixed'])} />
        <SelectField label="Architecture" value={given('architecture')} onChange={(architecture) => narrow({ architecture })} choices={any(ARCHITECTURES)} />
        <TextField label="Horizon" type="number" min={1} max={1000} value={given('horizon')} onChange={(horizon) => narrow({ horizon })} placeholder="any" />
        <SelectField label="Status" value={given('status')} onChange={(status) => narrow({ status })} choices={any(STATUSES)} />
        <TextField label="Words" type="search" value={given('text')} onChange={(text) => narrow({ text })} placeholder="in name or description" />
        <SelectField label="Sorted by" value={query['sort'] ?? 'name'} onChange={(sort) => narrow({ sort })} choices={SORTS} />
      </div>
      <div class="spread">
        <CheckField label="Deleted ones" checked={query['deleted'] === 'true'} onChange={(on) => narrow({ deleted: on ? 'true' : null })} />
        {filtersOf(query) > 0 && <Button look="quiet" onPress={() => go('presets')}>Show all presets</Button>}
      </div>
    </section>
  );
}

const SORTS: readonly Choice[] = [
  { value: 'name', text: 'name' },
  { value: 'metric', text: 'metric, best first' },
  { value: 'updated', text: 'updated, newest first' },
];

function any(words: readonly string[]): Choice[] {
  return [{ value: '', text: 'any' }, ...words];
}
