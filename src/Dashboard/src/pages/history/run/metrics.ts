type Values = Readonly<Record<string, number | null>>;

/** What a metric is to be held against, under the names that the server gives them. */
const BASELINES: Record<string, readonly string[]> = {
  accuracy: ['majority_accuracy', 'naive_accuracy'],
  precision: ['base_rate'],
  rmse: ['no_change_rmse'],
  mae: ['no_change_mae'],
};

export interface MetricRow {
  name: string;
  average: number | null;
  staleness: number | null;
  baselines: { name: string; value: number | null }[];
}

/** A row a metric; those that are baselines stand beside what they are for instead. */
export function metricRows(average: Values, staleness: Values): MetricRow[] {
  const beside = new Set(Object.entries(BASELINES).filter(([name]) => name in average).flatMap(([, names]) => names));
  return Object.keys(average).filter((name) => !beside.has(name)).map((name) => ({
    name,
    average: average[name] ?? null,
    staleness: staleness[name] ?? null,
    baselines: (BASELINES[name] ?? []).filter((baseline) => baseline in average).map((baseline) => ({ name: baseline, value: average[baseline] ?? null })),
  }));
}
