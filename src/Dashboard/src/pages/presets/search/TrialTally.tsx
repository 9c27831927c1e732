import type { Study } from '../../../api/studies';
import { whole } from '../../../format/numbers';
import { Tally } from '../../../ui/Tally';
import { metric } from '../words';

/** How many trials ended how, and the best of them. */
export function TrialTally({ study }: { study: Study }) {
  const { trials, best, objective } = study;
  const figures: [string, string][] = [
    ['planned', whole(trials.planned)],
    ['done', whole(trials.done)],
    ['to the end', whole(trials.complete)],
    ['given up early', whole(trials.pruned)],
    ['failed', whole(trials.failed)],
    [best ? `best ${objective}, trial ${best.number}` : `best ${objective}`, metric(best?.value)],
  ];
  return <Tally of={figures} />;
}
