import { useState } from 'preact/hooks';
import { regimes, type Regime, type RegimeSet } from '../../api/regimes';
import { useAnswer } from '../../api/poll';
import { second } from '../../format/times';
import { useAsk } from '../../ui/ask';
import { Button } from '../../ui/Button';
import { Loaded } from '../../ui/Loaded';
import { Table, type Column } from '../../ui/Table';
import { attempt, done } from '../../ui/toasts';
import { RuleDialog } from './RuleDialog';

interface Props {
  set: RegimeSet;
  symbol: string;
  timeframe: string;
  onChanged: () => Promise<void>;
}

/** The rules in the order in which they are asked; every edit makes a version, and the versions stay. */
export function RulesPart({ set, symbol, timeframe, onChanged }: Props) {
  const [edited, setEdited] = useState<Regime | 'new' | null>(null);
  const { ask, dialog } = useAsk();
  const [busy, setBusy] = useState(false);
  // The next edit names the version that this one makes, so it waits for it.
  const saved = async (run: () => Promise<unknown>, said: string) => {
    setBusy(true);
    if (await attempt(run)) {
      await onChanged();
      done(said);
    }
    setBusy(false);
  };
  const toggle = (regime: Regime) => saved(
    () => regimes.change(regime.name, { enabled: !regime.enabled }, set.version), `${regime.name} is ${regime.enabled ? 'no longer' : 'again'} asked.`,
  );
  const columns: readonly Column<Regime>[] = [
    { key: 'name', title: 'Regime', cell: (regime) => regime.name },
    { key: 'priority', title: 'Priority', figure: true, cell: (regime) => regime.priority },
    {
      key: 'enabled', title: 'Asked',
      cell: (regime) => <input type="checkbox" checked={regime.enabled} disabled={busy} aria-label={`${regime.name} is asked`} onChange={() => void toggle(regime)} />,
    },
    { key: 'when', title: 'When', cell: (regime) => <code>{Object.entries(regime.conditions).map(([measure, bound]) => `${measure} ${bound}`).join(', ')}</code> },
    { key: 'what', title: 'What', cell: (regime) => regime.description },
    {
      key: 'act', title: 'Actions', cell: (regime) => (
        <div class="buttons">
          <Button disabled={busy} onPress={() => setEdited(regime)} aria-label={`Edit ${regime.name}`}>Edit</Button>
          <Button
            look="danger" disabled={busy} aria-label={`Delete ${regime.name}`}
            onPress={() => ask({
              title: `Delete ${regime.name}?`, verb: 'Delete the rule', danger: true,
              text: 'Its bars go to the next rule that holds, or become unclassified. The versions of the rules stay, so it can be written again.',
              run: async () => { await regimes.remove(regime.name, set.version); await onChanged(); },
            })}
          >
            Delete
          </Button>
        </div>
      ),
    },
  ];
  return (
    <>
      <div class="spread">
        <p>Set {set.set}, version {set.version}: {set.change}. A bar has the first regime whose conditions all hold; what no rule matches is unclassified.</p>
        <Button look="main" onPress={() => setEdited('new')}>Add a regime</Button>
      </div>
      <Table
        caption="Rules, in the order in which they are asked" columns={columns} rows={set.regimes} rowKey={(regime) => regime.name}
        empty="There is no rule: every bar is unclassified."
      />
      <Versions key={set.version} />
      {edited !== null && (
        <RuleDialog
          rule={edited === 'new' ? null : edited} version={set.version} symbol={symbol} timeframe={timeframe} onClose={() => setEdited(null)} onSaved={onChanged}
        />
      )}
      {dialog}
    </>
  );
}

function Versions() {
  const versions = useAnswer('regime versions', (signal) => regimes.history(signal));
  return (
    <Loaded of={versions} what="the versions">
      {(page) => page.items.length === 0 ? null : (
        <Table
          caption="Versions of the rules, the newest first" showCaption rows={page.items} rowKey={(one) => String(one.version)}
          columns={[
            { key: 'version', title: 'Version', figure: true, cell: (one) => one.version },
            { key: 'change', title: 'What was changed', cell: (one) => one.change },
            { key: 'saved', title: 'When', cell: (one) => second(one.saved) },
          ]}
        />
      )}
    </Loaded>
  );
}
