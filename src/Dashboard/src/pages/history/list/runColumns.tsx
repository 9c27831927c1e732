import { text } from '../../../address/address';
import type { Cost } from '../../../api/costs';
import type { RunItem } from '../../../api/runs';
import { computing } from '../../../format/costs';
import { money } from '../../../format/money';
import { NOTHING } from '../../../format/numbers';
import { minute } from '../../../format/times';
import { shortId } from '../../../format/words';
import { Badge } from '../../../ui/Badge';
import { Figure } from '../../../ui/Figure';
import type { Column } from '../../../ui/Table';

export const RUN_COLUMNS: readonly Column<RunItem>[] = [
  { key: 'id', title: 'Run', cell: (run) => <a class="nowrap" href={text('history', [run.id])} title={run.id}>{shortId(run.id)}</a> },
  { key: 'model', title: 'Model', cell: (run) => run.model_type },
  { key: 'symbol', title: 'Symbol', cell: (run) => run.symbol },
  { key: 'timeframe', title: 'Timeframe', cell: (run) => run.timeframe },
  { key: 'status', title: 'Status', cell: (run) => <Badge state={run.status} /> },
  { key: 'kept', title: 'Kept', cell: (run) => <Kept kept={run.kept} /> },
  { key: 'regimes', title: 'Best of regimes', cell: (run) => run.regimes.join(', ') || NOTHING },
  { key: 'tags', title: 'Tags', cell: (run) => <Tags of={run.tags} /> },
  { key: 'created', title: 'Created', cell: (run) => <span class="nowrap">{minute(run.created)}</span> },
  { key: 'computing', title: 'Computing', figure: true, cell: (run) => <span class="nowrap">{computing(run.cost)}</span> },
  { key: 'price', title: 'Price', figure: true, cell: (run) => <span class="nowrap"><Price of={run.cost} /></span> },
];

function Price({ of: cost }: { of: Cost | null | undefined }) {
  return cost ? <Figure of={cost.price} show={(value) => money(value, cost.currency)} /> : <>{NOTHING}</>;
}

export function Kept({ kept }: { kept: boolean | null }) {
  if (kept === null) return <span title="Not decided yet">{NOTHING}</span>;
  return kept ? <Badge state="kept" /> : <>no</>;
}

/** Each leads to the runs that have it. */
export function Tags({ of }: { of: readonly string[] }) {
  if (of.length === 0) return <>{NOTHING}</>;
  return <span class="history-tags">{of.map((tag) => <a key={tag} href={text('history', [], { tag })}>{tag}</a>)}</span>;
}
