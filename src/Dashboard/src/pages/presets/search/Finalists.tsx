import type { Finalist, Study } from '../../../api/studies';
import { shown } from '../../../format/words';
import { Table } from '../../../ui/Table';
import { metric } from '../words';
import { axesOf, spaceOf } from './trials';

/** The best three, each trained with every seed. The winner has the highest mean less its spread. */
export function Finalists({ study }: { study: Study }) {
  const outcome = study.outcome;
  if (!outcome) return null;
  const axes = axesOf(spaceOf(study.spec.space));
  const winner = JSON.stringify(outcome.winner.hyper_parameters);
  return (
    <Table
      caption="Finalists over seeds" showCaption rows={outcome.winner.finalists} rowKey={(one) => JSON.stringify(one.hyper_parameters)}
      columns={[
        { key: 'place', title: '', cell: (one) => (JSON.stringify(one.hyper_parameters) === winner ? <b>winner</b> : '') },
        { key: 'value', title: `Mean ${study.objective}`, figure: true, cell: (one) => metric(one.value) },
        { key: 'spread', title: 'Spread', figure: true, cell: (one) => metric(one.spread) },
        { key: 'search', title: 'In the search', figure: true, cell: (one) => metric(one.search_value) },
        { key: 'seeds', title: 'Seeds', figure: true, cell: (one) => one.seeds.length },
        { key: 'failed', title: 'Failed', figure: true, cell: (one) => one.failed },
        ...axes.map((axis) => ({ key: axis.name, title: axis.name, figure: true, cell: (one: Finalist) => shown(one.hyper_parameters[axis.name]) })),
      ]}
    />
  );
}
