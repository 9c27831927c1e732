import { change } from '../../../address/address';
import { bars } from '../../../api/bars';
import { useAnswer } from '../../../api/poll';
import { regimes } from '../../../api/regimes';
import { useVocabulary } from '../../../api/vocabulary';
import { Button } from '../../../ui/Button';
import { SelectField, type Choice } from '../../../ui/Field';
import { filterChange, isFiltered, withoutFilters, type FilterName } from './filters';
import { LateField } from './LateField';

const STATUSES = ['running', 'completed', 'failed', 'cancelled'];
const YES_NO: readonly Choice[] = [{ value: 'true', text: 'yes' }, { value: 'false', text: 'no' }];
const PLACES: readonly Choice[] = [{ value: '', text: 'In the history' }, { value: 'true', text: 'Taken out' }];

/** What GET /api/runs can be asked for; each choice is in the address at once. */
export function RunFilters({ query }: { query: Readonly<Record<string, string>> }) {
  const markets = useAnswer('history markets', (signal) => bars.list(signal));
  const rules = useAnswer('history regimes', (signal) => regimes.set(signal));
  const vocabulary = useVocabulary();
  const items = markets.data?.items ?? [];
  const set = (name: FilterName) => (value: string) => change(filterChange(name, value));
  const select = (name: FilterName, label: string, choices: readonly Choice[]) => (
    <SelectField label={label} value={query[name] ?? ''} onChange={set(name)} choices={withAny(choices, query[name])} />
  );
  const typed = (name: FilterName, label: string, type: 'search' | 'date' = 'search') => <LateField label={label} type={type} value={query[name] ?? ''} onChange={set(name)} />;
  return (
    <section class="panel" aria-label="Filters">
      <div class="history-filters">
        {select('symbol', 'Symbol', unique(items.map((item) => item.symbol)))}
        {select('timeframe', 'Timeframe', unique(items.map((item) => item.timeframe)))}
        {select('model_type', 'Model', vocabulary.models)}
        {select('status', 'Status', STATUSES)}
        {select('kept', 'Kept', YES_NO)}
        {select('regime', 'Holds regime', (rules.data?.regimes ?? []).map((regime) => regime.name))}
        {typed('tag', 'Tag')}
        {typed('queue', 'Queue')}
        {typed('from', 'Created from', 'date')}
        {typed('to', 'Created before', 'date')}
        <SelectField label="Show runs" value={query['deleted'] ?? ''} onChange={set('deleted')} choices={PLACES} />
        {isFiltered(query) && <Button onPress={() => change(withoutFilters())}>Clear the filters</Button>}
      </div>
    </section>
  );
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

/** The one that is chosen stays to be seen, whether it is among the choices or not. */
function withAny(choices: readonly Choice[], chosen: string | undefined): Choice[] {
  const known = choices.some((choice) => (typeof choice === 'string' ? choice : choice.value) === chosen);
  return [{ value: '', text: 'any' }, ...choices, ...(chosen && !known ? [chosen] : [])];
}
