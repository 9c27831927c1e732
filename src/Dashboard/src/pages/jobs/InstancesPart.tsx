import { change } from '../../address/address';
import { narrow, usePages } from '../../address/usePages';
import { INSTANCE_STATES, instances, type Instance } from '../../api/instances';
import { usePoll } from '../../api/poll';
import { second } from '../../format/times';
import { Badge } from '../../ui/Badge';
import { orAny } from '../../ui/choices';
import { Dialog } from '../../ui/Dialog';
import { Facts } from '../../ui/Facts';
import { SelectField, TextField } from '../../ui/Field';
import { Loaded } from '../../ui/Loaded';
import { Notice } from '../../ui/Notice';
import { Pager } from '../../ui/Pager';
import { Table, type Column } from '../../ui/Table';

const COLUMNS: readonly Column<Instance>[] = [
  { key: 'id', title: 'Instance', cell: (instance) => instance.instance_id },
  { key: 'name', title: 'Orchestrator', cell: (instance) => instance.name },
  { key: 'state', title: 'State', cell: (instance) => <Badge state={instance.state} /> },
  { key: 'doing', title: 'Doing', cell: (instance) => <span class="job-doing">{shown(instance.custom_status)}</span> },
  { key: 'created', title: 'Created', cell: (instance) => <span class="nowrap">{second(instance.created)}</span> },
  { key: 'updated', title: 'Updated', cell: (instance) => <span class="nowrap">{second(instance.updated)}</span> },
];

/** The durable orchestrations behind everything, as the portal lists them. They are steered by what they belong to: a queue, a training, a plan. */
export function InstancesPart({ state, prefix, instance }: { state: string; prefix: string; instance: string | undefined }) {
  const pages = usePages();
  const asked = { state, prefix, continuation: pages.continuation };
  const list = usePoll(`instances ${JSON.stringify(asked)}`, (signal) => instances.page(asked, signal), 4_000);
  return (
    <>
      <div class="row">
        <SelectField label="State" value={state} onChange={(value) => narrow({ state: value })} choices={orAny(INSTANCE_STATES, state)} />
        <TextField label="Id begins with" type="search" value={prefix} onChange={(value) => narrow({ prefix: value })} placeholder="any" />
      </div>
      <Loaded of={list} what="the orchestrations">
        {(page) => (
          <>
            <Table
              caption="Durable orchestrations" columns={COLUMNS} rows={page.items} rowKey={(one) => one.instance_id} onOpen={(one) => change({ instance: one.instance_id })}
              empty="There is no such orchestration. Each queue, training, candle run and preset plan runs as one."
            />
            <Pager of={pages} next={page.continuation} />
          </>
        )}
      </Loaded>
      {instance !== undefined && <InstanceDialog key={instance} id={instance} onClose={() => change({ instance: null })} />}
    </>
  );
}

function InstanceDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const one = usePoll(`instance ${id}`, (signal) => instances.one(id, signal), (data) => (['pending', 'running', 'suspended'].includes(data.state) ? 2_000 : 0));
  return (
    <Dialog title={id} onClose={onClose} wide>
      <Loaded of={one} what="the orchestration">
        {(data) => (
          <>
            <Facts of={[['Orchestrator', data.name], ['State', <Badge state={data.state} />], ['Created', second(data.created)], ['Updated', second(data.updated)]]} />
            {data.failure && <Notice kind="error" title="It failed.">{data.failure}</Notice>}
            {([['Doing', data.custom_status], ['Input', data.input], ['Output', data.output]] as const).map(([name, value]) => (
              value === null || value === undefined ? null : (
                <section key={name}>
                  <h3>{name}</h3>
                  <pre tabIndex={0}>{typeof value === 'string' ? value : JSON.stringify(value, null, 2)}</pre>
                </section>
              )
            ))}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

/** A custom status in a line: its words where it has any. */
function shown(status: unknown): string {
  if (status === null || status === undefined) return '';
  if (typeof status === 'string') return status;
  if (typeof status === 'object' && 'doing' in status && typeof status.doing === 'string') return status.doing;
  return JSON.stringify(status);
}
