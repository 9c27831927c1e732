import type { HyperParameters, SearchSpace } from '../../../api/presetContent';
import { percent } from '../../../format/numbers';
import { shown } from '../../../format/words';
import { Table, type Column } from '../../../ui/Table';
import { rangeText } from './ranges';

interface Props {
  values: HyperParameters;
  /** What was searched, and how much of the difference between trials each parameter makes; where the preset came of a search. */
  space?: SearchSpace;
  importance?: Record<string, number>;
}

export function ParameterTable({ values, space, importance }: Props) {
  const columns: Column<[string, unknown]>[] = [
    { key: 'name', title: 'Hyper-parameter', cell: ([name]) => name },
    { key: 'value', title: 'Value', figure: true, cell: ([, value]) => shown(value) },
    { key: 'range', title: 'Searched', cell: ([name]) => rangeText(space?.[name]) },
    { key: 'importance', title: 'Importance', figure: true, cell: ([name]) => percent(importance?.[name]) },
  ];
  return (
    <Table
      caption="Hyper-parameters" showCaption rows={Object.entries(values)} rowKey={([name]) => name} columns={space ? columns : columns.slice(0, 2)}
      empty="It has no hyper-parameters of its own."
    />
  );
}
