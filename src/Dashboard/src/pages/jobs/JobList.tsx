import { useState } from 'preact/hooks';
import { go } from '../../address/address';
import { narrow, usePages } from '../../address/usePages';
import { JOB_STATUSES, jobs, type JobItem } from '../../api/jobs';
import { usePoll } from '../../api/poll';
import { second } from '../../format/times';
import { shortId, spaced } from '../../format/words';
import { Badge } from '../../ui/Badge';
import { Button } from '../../ui/Button';
import { orAny } from '../../ui/choices';
import { SelectField, TextField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { Pager } from '../../ui/Pager';
import { Table, type Column } from '../../ui/Table';
import { StartJob } from './StartJob';

const COLUMNS: readonly Column<JobItem>[] = [
  { key: 'id', title: 'Job', cell: (job) => <code title={job.job_id}>{shortId(job.job_id)}</code> },
  { key: 'market', title: 'Market', cell: (job) => `${job.symbol} ${job.timeframe}` },
  { key: 'mode', title: 'Mode', cell: (job) => job.training_mode },
  { key: 'status', title: 'Status', cell: (job) => <Badge state={job.status} /> },
  { key: 'folds', title: 'Folds', figure: true, cell: (job) => `${job.fold} of ${job.folds}` },
  { key: 'progress', title: 'Progress', figure: true, cell: (job) => `${Math.round(job.progress_pct)} %` },
  { key: 'created', title: 'Created', cell: (job) => second(job.created) },
];

const STATUSES = JOB_STATUSES.map((one) => ({ value: one, text: spaced(one) }));

export function JobList({ status, symbol }: { status: string; symbol: string }) {
  const [starting, setStarting] = useState(false);
  const pages = usePages();
  const asked = { status, symbol, continuation: pages.continuation };
  const list = usePoll(`jobs ${JSON.stringify(asked)}`, (signal) => jobs.page(asked, signal), 4_000);
  return (
    <>
      <div class="spread">
        <div class="row">
          <SelectField label="Status" value={status} onChange={(value) => narrow({ status: value })} choices={orAny(STATUSES, status)} />
          <TextField label="Symbol" type="search" value={symbol} onChange={(value) => narrow({ symbol: value })} placeholder="any" />
        </div>
        <Button look="main" onPress={() => setStarting(true)}>Start a training</Button>
      </div>
      <Loaded of={list} what="the trainings">
        {(page) => (
          <>
            <Table
              caption="Two-stage trainings, the newest first" columns={COLUMNS} rows={page.items} rowKey={(job) => job.job_id} onOpen={(job) => go('jobs', [job.job_id])}
              empty={<>There is no such training. Start one above, or on the command line: <code>./st train sequential BTCUSDT 1h</code></>}
            />
            <Pager of={pages} next={page.continuation} />
          </>
        )}
      </Loaded>
      {starting && <StartJob onClose={() => setStarting(false)} />}
    </>
  );
}
