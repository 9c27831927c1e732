import type { MarketBars } from '../../../api/bars';
import type { Grid } from '../../../api/grids';
import type { SingleConfig } from '../../../api/presetContent';

/** The form as it is filled in. Lists of numbers stay text, so that what is typed is what is sent and judged. */
export interface Draft {
  name: string;
  models: string[];
  symbols: string[];
  timeframes: string[];
  days: string;
  horizons: string;
  encoders: string[];
  featureSystems: string[];
  folds: string;
  skipTrained: boolean;
  seeds: string;
  indicatorTimeframes: string;
  /** JSON by model type. */
  hyperParameters: Record<string, string>;
  /** A grid as text, beside the form. */
  text: string;
}

export type Mode = 'single' | 'grid' | 'text';

export const MODES: readonly { id: Mode; text: string }[] = [
  { id: 'single', text: 'Single' },
  { id: 'grid', text: 'Grid' },
  { id: 'text', text: 'Paste YAML' },
];

export function modeOf(text: string | undefined): Mode {
  return MODES.find((mode) => mode.id === text)?.id ?? 'grid';
}

/** A small grid on the first market, so that one press trains something. */
export function firstDraft(markets: readonly MarketBars[]): Draft {
  const market = markets[0];
  return {
    name: '',
    models: ['lightgbm', 'ridge'],
    symbols: market ? [market.symbol] : [],
    timeframes: market ? [market.timeframe] : [],
    days: '90',
    horizons: '1',
    encoders: ['time_delta'],
    featureSystems: ['v1'],
    folds: 'quick',
    skipTrained: true,
    seeds: '0',
    indicatorTimeframes: '',
    hyperParameters: {},
    text: '',
  };
}

/** What is sent. A single configuration takes the first of every list. */
export function gridOf(draft: Draft, mode: Mode): Grid {
  const taken = <T>(all: readonly T[]): T[] => (mode === 'single' ? all.slice(0, 1) : [...all]);
  const models = taken(draft.models);
  const symbols = taken(draft.symbols);
  const timeframes = taken(draft.timeframes);
  const indicators = listed(draft.indicatorTimeframes);
  return {
    name: draft.name.trim() || proposedName(models, symbols, timeframes),
    models: models.map((type) => withParameters(type, draft.hyperParameters[type] ?? '')),
    symbols,
    timeframes,
    days: taken(numbers(draft.days)),
    horizons: taken(numbers(draft.horizons)),
    encoders: taken(draft.encoders),
    feature_systems: taken(draft.featureSystems),
    folds: draft.folds,
    skip_already_trained: draft.skipTrained,
    seeds: numbers(draft.seeds),
    ...(indicators.length > 0 ? { indicator_timeframes: indicators } : {}),
  };
}

/** What a queue is called that nobody named. */
export function nameOf(draft: Draft, mode: Mode): string {
  return gridOf({ ...draft, name: '' }, mode).name;
}

/** "lightgbm, ridge on BTCUSDT 1h" */
function proposedName(models: readonly string[], symbols: readonly string[], timeframes: readonly string[]): string {
  return `${few(models)} on ${few(symbols)} ${few(timeframes)}`.trim();
}

/** The form filled with a preset; name, folds and what is skipped stay as they are. */
export function withPreset(draft: Draft, preset: SingleConfig): Draft {
  return {
    ...draft,
    name: preset.preset,
    models: [preset.model],
    symbols: [preset.symbol],
    timeframes: [preset.timeframe],
    days: String(preset.days),
    horizons: preset.horizons.join(', '),
    encoders: [preset.encoder],
    featureSystems: [preset.feature_system],
    seeds: String(preset.seed),
    indicatorTimeframes: '',
    hyperParameters: { [preset.model]: JSON.stringify(preset.hyper_parameters) },
  };
}

/** "90, 180" -> [90, 180]; what is no number goes to the server as it is, which says what is allowed. */
export function numbers(text: string): (number | string)[] {
  return listed(text).map((word) => (/^-?\d+$/.test(word) ? Number(word) : word));
}

function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}

function few(names: readonly string[]): string {
  return names.length > 3 ? `${names.slice(0, 2).join(', ')} and ${names.length - 2} more` : names.join(', ');
}

/** Text that is no JSON is sent as text: the server then says what it expects there. */
function withParameters(type: string, text: string): Grid['models'][number] {
  if (text.trim() === '') return type;
  try {
    return { type, hyper_parameters: JSON.parse(text) as unknown };
  } catch {
    return { type, hyper_parameters: text };
  }
}
