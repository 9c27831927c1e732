import { api } from './client';
import { useAnswer } from './poll';

/** Between which numbers, both included, an option of a training from a candle may be. */
export interface CandleRange {
  /** As the order names it; a param as `params.num_leaves`. */
  option: string;
  least: number;
  most: number;
  /** Empty where it has none. */
  unit: string;
}

/** The names that configurations are made of. */
export interface Vocabulary {
  models: string[];
  feature_systems: string[];
  encoders: string[];
  fold_modes: string[];
  calendars: string[];
  /** What a search of presets may be for. */
  objectives: string[];
  /** As names of presets have them: LightGBM, LSTM2Head. */
  architectures: string[];
  candle_ranges: CandleRange[];
}

const NONE: Vocabulary = { models: [], feature_systems: [], encoders: [], fold_modes: [], calendars: [], objectives: [], architectures: [], candle_ranges: [] };

let asked: Promise<Vocabulary> | undefined;

/** Lists for forms; empty until the product has answered, which it does once for all of them. */
export function useVocabulary(): Vocabulary {
  return useAnswer('vocabulary', load).data ?? NONE;
}

function load(): Promise<Vocabulary> {
  asked ??= api.get<Vocabulary>('vocabulary').catch((error: unknown) => {
    asked = undefined;
    throw error;
  });
  return asked;
}
