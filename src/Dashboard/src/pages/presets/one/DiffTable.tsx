import { change, useAddress } from '../../../address/address';
import { useAnswer } from '../../../api/poll';
import { presets, type PresetChange } from '../../../api/presets';
import { count } from '../../../format/numbers';
import { shown } from '../../../format/words';
import { CheckField } from '../../../ui/Field';
import { Loaded } from '../../../ui/Loaded';
import { Table } from '../../../ui/Table';
import { isDistribution } from '../choose/sideBySide';

const MARKS = { added: '+ added', removed: '− removed', changed: '~ changed' };

/** Every place where two versions of a preset differ. */
export function DiffTable({ name, from, to }: { name: string; from: number; to: number }) {
  const all = useAddress().query['inputs'] === 'true';
  const diff = useAnswer(`diff ${name} ${from} ${to}`, (signal) => presets.diff(name, from, to, signal));
  return (
    <Loaded of={diff} what="the differences">
      {({ changes }) => {
        const few = changes.filter((one) => !isDistribution(one.path));
        const rows = all ? changes : few;
        return (
          <>
            {few.length < changes.length && (
              <CheckField
                label={`Also how each input was distributed (${count(changes.length - few.length, 'place')})`} checked={all}
                onChange={(on) => change({ inputs: on ? 'true' : null })}
              />
            )}
            <Table
              caption={`Differences between version ${from} and version ${to}`} rows={rows} rowKey={(row) => row.path} rowClass={(row) => `presets-${row.kind}`}
              empty={from === to ? 'Choose two versions that are not the same.' : `Version ${from} and version ${to} say the same.`}
              columns={[
                { key: 'path', title: 'Place', cell: (row: PresetChange) => <code>{row.path}</code> },
                { key: 'kind', title: 'What', cell: (row) => <span class="nowrap">{MARKS[row.kind]}</span> },
                { key: 'old', title: `Version ${from}`, cell: (row) => <span class="presets-words">{row.kind === 'added' ? '' : shown(row.old)}</span> },
                { key: 'new', title: `Version ${to}`, cell: (row) => <span class="presets-words">{row.kind === 'removed' ? '' : shown(row.new)}</span> },
              ]}
            />
          </>
        );
      }}
    </Loaded>
  );
}
