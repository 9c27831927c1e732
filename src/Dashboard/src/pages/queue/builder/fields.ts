const FIELDS = [
  'name', 'models', 'symbols', 'timeframes', 'days', 'horizons', 'encoders', 'feature_systems', 'folds', 'seeds', 'indicator_timeframes',
];

/** The fields of a grid that the form has a place for; what the server says about others is shown beside the count. */
export function fieldsOf(models: number): string[] {
  return [...FIELDS, ...Array.from({ length: models }, (_, index) => parametersOf(index))];
}

/** The hyper-parameters of a grid's first, second ... model. */
export function parametersOf(index: number): string {
  return `models[${index}].hyper_parameters`;
}
