import type { RunDocument } from '../../../api/runs';
import { Empty } from '../../../ui/Notice';

/** Why there are no figures of strategies. */
export function Unscored({ run }: { run: RunDocument }) {
  return <Empty>{run.status === 'running' ? 'Its strategies are scored when its folds are trained.' : 'No strategy of this run was scored.'}</Empty>;
}
