import type { AddressQuery, Change } from '../../../address/address';
import type { GenerateBody, Numeric, PlanTrials } from '../../../api/plans';
import { listOf } from '../words';

/** The form of a plan, as the address keeps it: texts, empty where the server's default holds. */
export interface Draft {
  symbols: string[];
  timeframes: string[];
  features: string[];
  models: string[];
  /** "1,3,5,10; 1": commas between horizons, a semicolon before those of the next preset. */
  horizons: string;
  quick: boolean;
  phases: string;
  seed: string;
  objective: string;
  broad: string;
  focused: string;
  local: string;
  seeds: string;
  maxConfigs: string;
  parallel: string;
  force: boolean;
  whenBetter: boolean;
  description: string;
}

export function draftOf(query: AddressQuery): Draft {
  const given = (name: string, usual = '') => query[name] ?? usual;
  return {
    symbols: listOf(query['symbols']),
    timeframes: listOf(query['timeframes']),
    features: listOf(query['features']),
    models: listOf(query['models'] ?? 'lightgbm'),
    horizons: given('horizons', '1'),
    quick: query['quick'] !== 'false',
    phases: given('phases', '4'),
    seed: given('seed', '0'),
    objective: given('objective', 'roc_auc'),
    broad: given('broad'),
    focused: given('focused'),
    local: given('local'),
    seeds: given('seeds'),
    maxConfigs: given('max_configs'),
    parallel: given('max_parallel', '1'),
    force: query['force'] === 'true',
    whenBetter: query['publish'] === 'when_better',
    description: given('description'),
  };
}

/** The other way round. What is as it would be without it is left out. */
export function addressOf(draft: Draft): Change {
  const usual = draftOf({});
  const unless = <T>(value: T, other: T) => (value === other ? null : String(value));
  return {
    symbols: draft.symbols.join(','),
    timeframes: draft.timeframes.join(','),
    features: draft.features.join(','),
    // No model type is something else than nothing said.
    models: draft.models.length > 0 ? unless(draft.models.join(','), usual.models.join(',')) : ',',
    horizons: unless(draft.horizons, usual.horizons),
    quick: unless(draft.quick, usual.quick),
    phases: unless(draft.phases, usual.phases),
    seed: unless(draft.seed, usual.seed),
    objective: unless(draft.objective, usual.objective),
    broad: draft.broad,
    focused: draft.focused,
    local: draft.local,
    seeds: draft.seeds,
    max_configs: draft.maxConfigs,
    max_parallel: unless(draft.parallel, usual.parallel),
    force: unless(draft.force, usual.force),
    publish: draft.whenBetter ? 'when_better' : null,
    description: draft.description,
  };
}

/** What cannot be read as a number goes to the server as it is, which says what is wrong with it. */
export function bodyOf(draft: Draft): GenerateBody {
  const trials = trialsOf(draft);
  return {
    symbols: draft.symbols,
    timeframes: draft.timeframes,
    features: draft.features,
    models: draft.models,
    horizons: horizonsOf(draft.horizons),
    quick: draft.quick,
    phases: numeric(draft.phases),
    seed: numeric(draft.seed),
    objective: draft.objective,
    max_parallel: numeric(draft.parallel),
    ...(draft.maxConfigs ? { max_configs: numeric(draft.maxConfigs) } : {}),
    ...(trials ? { trials } : {}),
    ...(draft.force ? { force: true } : {}),
    ...(draft.whenBetter ? { publish: 'when_better' as const } : {}),
    ...(draft.description ? { description: draft.description } : {}),
  };
}

export function horizonsOf(text: string): Numeric[][] {
  return text.split(';').map((list) => listOf(list).map(numeric)).filter((list) => list.length > 0);
}

function trialsOf({ broad, focused, local, seeds }: Draft): PlanTrials | undefined {
  const trials: PlanTrials = {
    ...(broad ? { broad: numeric(broad) } : {}),
    ...(focused ? { focused: numeric(focused) } : {}),
    ...(local ? { local: numeric(local) } : {}),
    ...(seeds ? { seeds: numeric(seeds) } : {}),
  };
  return Object.keys(trials).length > 0 ? trials : undefined;
}

function numeric(text: string): Numeric {
  const value = Number(text);
  return text.trim() === '' || Number.isNaN(value) ? text : value;
}
