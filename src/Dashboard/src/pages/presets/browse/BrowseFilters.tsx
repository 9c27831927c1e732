import { go, type AddressQuery } from '../../../address/address';
import { narrow } from '../../../address/usePages';
import { symbolsOf, timeframesOf, useMarkets } from '../../../api/markets';
import { PRESET_STATUSES } from '../../../api/presets';
import { useVocabulary } from '../../../api/vocabulary';
import { Button } from '../../../ui/Button';
import { orAny } from '../../../ui/choices';
import { CheckField, SelectField, TextField, type Choice } from '../../../ui/Field';
import { filtersOf } from './listQuery';

/** What the list is narrowed to. All of it is in the address. */
export function BrowseFilters({ query }: { query: AddressQuery }) {
  const markets = useMarkets().data;
  const names = useVocabulary();
  const given = (name: string) => query[name] ?? '';
  const select = (name: string, label: string, choices: readonly Choice[]) => (
    <SelectField label={label} value={given(name)} onChange={(value) => narrow({ [name]: value })} choices={orAny(choices, given(name))} />
  );
  return (
    <section class="panel" aria-label="Filters">
      <div class="presets-filters">
        {select('symbol', 'Symbol', symbolsOf(markets))}
        {select('timeframe', 'Timeframe', timeframesOf(markets))}
        {select('features', 'Features', [...names.feature_systems, 'mixed'])}
        {select('architecture', 'Architecture', names.architectures)}
        <TextField label="Horizon" type="number" min={1} max={1000} value={given('horizon')} onChange={(horizon) => narrow({ horizon })} placeholder="any" />
        {select('status', 'Status', PRESET_STATUSES)}
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
