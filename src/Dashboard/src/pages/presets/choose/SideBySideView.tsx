import { useState } from 'preact/hooks';
import { change, type AddressQuery } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { presets } from '../../../api/presets';
import { shown } from '../../../format/words';
import { Button } from '../../../ui/Button';
import { CheckField, Form } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Table } from '../../../ui/Table';
import { PresetLink } from '../PresetLink';
import { listOf } from '../words';
import { PresetField } from './PresetField';
import { linesToShow } from './sideBySide';

const MOST = 5;

/** Two to five presets beside each other, what differs marked. */
export function SideBySideView({ query }: { query: AddressQuery }) {
  const names = listOf(query['names']);
  const [next, setNext] = useState('');
  const show = (list: readonly string[]) => change({ names: list.join(',') });
  const add = () => {
    if (next === '' || names.includes(next)) return;
    show([...names, next]);
    setNext('');
  };
  return (
    <>
      <h2>Presets side by side</h2>
      <ul class="presets-chosen" aria-label="Presets that are compared">
        {names.map((name) => (
          <li key={name}>
            <PresetLink name={name} />
            <Button look="quiet" aria-label={`Leave out ${name}`} onPress={() => show(names.filter((other) => other !== name))}>✕</Button>
          </li>
        ))}
      </ul>
      {names.length < MOST && (
        <Form class="row presets-adding" onSend={add}>
          <PresetField label="Another preset" value={next} onChange={setNext} />
          <Button type="submit" disabled={next === ''}>Add</Button>
        </Form>
      )}
      {names.length < 2 ? <Empty>Add two to five presets here, or tick them in <a href="#/presets">the list</a> and choose "Compare side by side".</Empty> : (
        <Lines names={names} all={query['all'] === 'true'} />
      )}
    </>
  );
}

function Lines({ names, all }: { names: readonly string[]; all: boolean }) {
  const answer = useAnswer(names.join(','), (signal) => presets.compare(names, signal));
  return (
    <Loaded of={answer} what="the comparison">
      {({ presets: compared, lines }) => (
        <>
          <CheckField label="Everything, also what is the same" checked={all} onChange={(on) => change({ all: on ? 'true' : null })} />
          <Table
            caption="Presets side by side" rows={linesToShow(lines, all)} rowKey={(line) => line.path}
            rowClass={(line) => (line.differs ? 'presets-changed' : '')} empty="They say the same."
            columns={[
              { key: 'path', title: 'Place', cell: (line) => <code>{line.path}</code> },
              { key: 'differs', title: 'Differs', cell: (line) => (line.differs ? <span title="differs">≠<span class="unseen">differs</span></span> : '') },
              ...compared.map((preset, index) => ({
                key: preset.name, title: <span class="presets-head">{preset.name}, version {preset.version}</span>,
                cell: (line: (typeof lines)[number]) => <span class="presets-words">{shown(line.values[index])}</span>,
              })),
            ]}
          />
        </>
      )}
    </Loaded>
  );
}
