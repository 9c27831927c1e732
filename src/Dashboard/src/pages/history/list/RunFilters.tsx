import type { AddressQuery } from '../../../address/address';
import { narrow } from '../../../address/usePages';
import { symbolsOf, timeframesOf, useMarkets } from '../../../api/markets';
import { useAnswer } from '../../../api/poll';
import { regimes } from '../../../api/regimes';
import { RUN_STATUSES } from '../../../api/runs';
import { useVocabulary } from '../../../api/vocabulary';
import { Button } from '../../../ui/Button';
import { orAny } from '../../../ui/choices';
import { SelectField, type Choice } from '../../../ui/Field';
import { isFiltered, withoutFilters, type FilterName } from './filters';
import { LateField } from './LateField';

const YES_NO: readonly Choice[] = [{ value: 'true', text: 'yes' }, { value: 'false', text: 'no' }];
const PLACES: readonly Choice[] = [{ value: '', text: 'In the history' }, { value: 'true', text: 'Taken out' }];

/** What GET /api/runs can be asked for; each choice is in the address at once. */
export function RunFilters({ query }: { query: AddressQuery }) {
  const markets = useMarkets().data;
  const rules = useAnswer('history regimes', (signal) => regimes.set(signal));
  const vocabulary = useVocabulary();
  const set = (name: FilterName) => (value: string) => narrow({ [name]: value });
  const select = (name: FilterName, label: string, choices: readonly Choice[]) => (
    <SelectField label={label} value={query[name] ?? ''} onChange={set(name)} choices={orAny(choices, query[name])} />
  );
  const typed = (name: FilterName, label: string, type: 'search' | 'date' = 'search') => <LateField label={label} type={type} value={query[name] ?? ''} onChange={set(name)} />;
  return (
    <section class="panel" aria-label="Filters">
      <div class="history-filters">
        {select('symbol', 'Symbol', symbolsOf(markets))}
        {select('timeframe', 'Timeframe', timeframesOf(markets))}
        {select('model_type', 'Model', vocabulary.models)}
        {select('status', 'Status', RUN_STATUSES)}
        {select('kept', 'Kept', YES_NO)}
        {select('regime', 'Holds regime', (rules.data?.regimes ?? []).map((regime) => regime.name))}
        {typed('tag', 'Tag')}
        {typed('queue', 'Queue')}
        {typed('from', 'Created from', 'date')}
        {typed('to', 'Created before', 'date')}
        <SelectField label="Show runs" value={query['deleted'] ?? ''} onChange={set('deleted')} choices={PLACES} />
        {isFiltered(query) && <Button onPress={() => narrow(withoutFilters())}>Clear the filters</Button>}
      </div>
    </section>
  );
}
