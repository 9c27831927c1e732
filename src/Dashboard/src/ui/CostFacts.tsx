import type { Cost } from '../api/costs';
import { costFigures } from '../format/costs';
import { Facts } from './Facts';
import { Figure } from './Figure';
import { Reasons } from './Reasons';

/** What trainings used and cost; what is not known says why. */
export function CostFacts({ cost }: { cost: Cost }) {
  const figures = costFigures(cost);
  return (
    <>
      <Facts of={figures.map(({ name, of, show }) => [name, <Figure of={of} show={show} />] as const)} />
      <Reasons of={figures.map(({ of }) => of)} />
    </>
  );
}
