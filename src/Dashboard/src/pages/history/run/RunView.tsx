import { change, type AddressQuery } from '../../../address/address';
import { usePoll } from '../../../api/poll';
import { runs, type RunDocument } from '../../../api/runs';
import { shortId } from '../../../format/words';
import { Badge } from '../../../ui/Badge';
import { Loaded } from '../../../ui/Loaded';
import { Notice } from '../../../ui/Notice';
import { SubTabs } from '../../../ui/SubTabs';
import { ArtifactsPart } from './ArtifactsPart';
import { FoldsPart } from './FoldsPart';
import { LearningPart } from './LearningPart';
import { Overview } from './Overview';
import { RegimesPart } from './RegimesPart';
import { StrategiesPart } from './StrategiesPart';

export interface PartProps {
  run: RunDocument;
  query: AddressQuery;
  /** Asks for the run again: something about it has changed. */
  refresh: () => Promise<void>;
}

const PARTS = [
  { id: 'overview', text: 'Overview', Part: Overview },
  { id: 'regimes', text: 'Regimes and verdict', Part: RegimesPart },
  { id: 'folds', text: 'Folds and metrics', Part: FoldsPart },
  { id: 'strategies', text: 'Strategies', Part: StrategiesPart },
  { id: 'learning', text: 'Learning', Part: LearningPart },
  { id: 'artifacts', text: 'Artifacts', Part: ArtifactsPart },
];

interface Props {
  id: string;
  query: AddressQuery;
  /** The address of the list. */
  back: string;
}

/** One run; what is looked at of it is in the address. */
export function RunView({ id, query, back }: Props) {
  const run = usePoll(id, (signal) => runs.get(id, signal), (found) => (found.status === 'running' ? 2000 : 0));
  const active = PARTS.find((one) => one.id === query['part'])?.id ?? 'overview';
  const { Part } = PARTS.find((one) => one.id === active) ?? { Part: Overview };
  return (
    <>
      <p><a href={back}>← All runs</a></p>
      <Loaded of={run} what={`run ${shortId(id)}`}>
        {(found) => (
          <>
            <div class="row middle">
              <h2 title={found.id}>{`Run ${shortId(found.id)}`}</h2>
              <Badge state={found.status} />
              {found.kept === true && <Badge state="kept" />}
            </div>
            <p>{found.summary ?? found.model_type}, {found.symbol} {found.timeframe}</p>
            {found.error && <Notice kind="error" title="This run failed.">{found.error}</Notice>}
            {found.deleted && <Notice kind="warning" title="This run was taken out of the history.">It is listed under "Taken out", from where it can be brought back.</Notice>}
            <SubTabs label="Parts of the run" tabs={PARTS} active={active} onChange={(part) => change({ part: part === 'overview' ? null : part })} />
            <Part run={found} query={query} refresh={run.refresh} />
          </>
        )}
      </Loaded>
    </>
  );
}
