import { change, text, type AddressQuery } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { presets, type PresetEvent } from '../../../api/presets';
import { minute } from '../../../format/times';
import { SelectField } from '../../../ui/Field';
import { Hash } from '../../../ui/Hash';
import { Loaded } from '../../../ui/Loaded';
import { Table } from '../../../ui/Table';
import { DiffTable } from './DiffTable';

/** All that happened to a preset, and what any two of its versions differ in. */
export function VersionsPart({ name, query }: { name: string; query: AddressQuery }) {
  const history = useAnswer(`history ${name}`, (signal) => presets.history(name, signal));
  return (
    <Loaded of={history} what="its versions">
      {({ events, latest }) => {
        const versions = Array.from({ length: latest }, (_, index) => String(index + 1));
        const from = query['from'] ?? String(Math.max(1, latest - 1));
        const to = query['to'] ?? String(latest);
        return (
          <>
            <Table
              caption="What happened to it" rows={[...events].reverse()} rowKey={(event) => `${event.at} ${event.kind}`}
              columns={[
                { key: 'version', title: 'Version', cell: (event) => <a href={text('presets', [name], { version: event.version })}>{event.version}</a> },
                { key: 'kind', title: 'What', cell: (event) => event.kind },
                { key: 'at', title: 'When', cell: (event) => <span class="nowrap">{minute(event.at)}</span> },
                { key: 'description', title: 'Why', cell: (event) => <span class="presets-words">{event.description}</span> },
                { key: 'content', title: 'Content', cell: (event) => <Content event={event} events={events} /> },
              ]}
            />
            <section class="panel" aria-label="Differences">
              <h3>What is different</h3>
              {latest < 2 ? <p>It has one version, so there is nothing to compare it with.</p> : (
                <>
                  <div class="row">
                    <SelectField label="From version" value={from} choices={versions} onChange={(value) => change({ from: value })} />
                    <SelectField label="To version" value={to} choices={versions} onChange={(value) => change({ to: value })} />
                  </div>
                  <DiffTable name={name} from={Number(from)} to={Number(to)} />
                </>
              )}
            </section>
          </>
        );
      }}
    </Loaded>
  );
}

/** Versions of one content train the same and say the same. */
function Content({ event, events }: { event: PresetEvent; events: readonly PresetEvent[] }) {
  const first = events.find((other) => other.content_fingerprint === event.content_fingerprint);
  return (
    <>
      <Hash of={event.content_fingerprint} what={`the fingerprint of version ${event.version}`} />
      {first && first.version !== event.version && <span class="soft"> as version {first.version}</span>}
    </>
  );
}
