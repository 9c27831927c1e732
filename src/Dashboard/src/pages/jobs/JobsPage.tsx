import './jobs.css';
import { go } from '../../address/address';
import { narrow } from '../../address/usePages';
import type { PageProps } from '../../app/pages';
import { SubTabs } from '../../ui/SubTabs';
import { CalibrationPart } from './CalibrationPart';
import { InstancesPart } from './InstancesPart';
import { JobDetail } from './JobDetail';
import { JobList } from './JobList';
import { ModelsPart } from './ModelsPart';

const PARTS = [
  { id: 'jobs', text: 'Two-stage training' },
  { id: 'models', text: 'Live models' },
  { id: 'instances', text: 'Orchestrations' },
  { id: 'calibration', text: 'How well the gate served' },
];

/** Two-stage trainings with their gates, the models they made live, and the orchestrations behind everything. */
export default function JobsPage({ rest, query }: PageProps) {
  const [id] = rest;
  if (id !== undefined) return <JobDetail id={id} />;
  const part = query['part'] ?? 'jobs';
  const open = (next: string) => (next === 'jobs' ? go('jobs') : narrow({ part: next, status: null, instance: null, state: null, prefix: null }));
  return (
    <>
      <SubTabs label="Parts of this page" tabs={PARTS} active={part} onChange={open} />
      {part === 'jobs' && <JobList status={query['status'] ?? ''} symbol={query['symbol'] ?? ''} />}
      {part === 'models' && <ModelsPart market={query['market']} />}
      {part === 'instances' && <InstancesPart state={query['state'] ?? ''} prefix={query['prefix'] ?? ''} instance={query['instance']} />}
      {part === 'calibration' && <CalibrationPart />}
    </>
  );
}
