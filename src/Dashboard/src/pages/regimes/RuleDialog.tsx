import { useState } from 'preact/hooks';
import { regimes, type Regime, type RegimeDraft } from '../../api/regimes';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { CheckField, Form, TextField } from '../../ui/Field';
import { Failure } from '../../ui/Notice';
import { useSettled } from '../../ui/useSettled';
import { Coverage } from './Coverage';

const MEASURES: readonly { name: string; hint: string }[] = [
  { name: 'trend_strength', hint: '0 to 1, such as > 0.7' },
  { name: 'returns', hint: 'over the lookback, such as < -2%' },
  { name: 'volatility', hint: 'such as > 90th percentile' },
  { name: 'volume', hint: 'such as > 2x average' },
  { name: 'drawdown', hint: 'below the last high, such as > 20%' },
];

interface Props {
  /** Null for a new one. */
  rule: Regime | null;
  version: number;
  symbol: string;
  timeframe: string;
  onClose: () => void;
  onSaved: () => Promise<void>;
}

/** A rule is checked by the server while it is typed, and counted on the market's bars. */
export function RuleDialog({ rule, version, symbol, timeframe, onClose, onSaved }: Props) {
  const [name, setName] = useState(rule?.name ?? '');
  const [priority, setPriority] = useState(String(rule?.priority ?? 50));
  const [enabled, setEnabled] = useState(rule?.enabled ?? true);
  const [description, setDescription] = useState(rule?.description ?? '');
  const [bounds, setBounds] = useState<Record<string, string>>(rule?.conditions ?? {});
  const [error, setError] = useState<unknown>();

  const conditions = Object.fromEntries(Object.entries(bounds).filter(([, bound]) => bound.trim() !== ''));
  const draft: RegimeDraft = { name: name.trim(), priority: Number(priority), enabled, description, conditions };
  const settled = useSettled(draft, 300);
  const save = async () => {
    try {
      await (rule ? regimes.change(rule.name, draft, version) : regimes.add(draft, version));
      await onSaved();
      onClose();
    } catch (problem) {
      setError(problem);
    }
  };

  return (
    <Dialog title={rule ? `Edit ${rule.name}` : 'Add a regime'} onClose={onClose}>
      <Form class="stack" onSend={save}>
        <div class="row">
          <TextField label="Name" value={name} onChange={setName} required hint="snake_case, such as panic" disabled={rule !== null} />
          <TextField label="Priority" type="number" min={1} max={1000} value={priority} onChange={setPriority} required hint="1 is asked first" />
          <CheckField label="Asked" checked={enabled} onChange={setEnabled} />
        </div>
        <fieldset class="regimes-conditions">
          <legend>Conditions; all that are filled in must hold</legend>
          {MEASURES.map((measure) => (
            <TextField
              key={measure.name} label={measure.name} hint={measure.hint} value={bounds[measure.name] ?? ''}
              onChange={(value) => setBounds({ ...bounds, [measure.name]: value })}
            />
          ))}
        </fieldset>
        <TextField label="Description" value={description} onChange={setDescription} hint="For people; no label depends on it" />
        <Coverage draft={settled} version={version} symbol={symbol} timeframe={timeframe} replaces={rule?.name ?? null} />
        <Failure error={error} title="It was not saved." />
        <div class="buttons">
          <Button type="submit" look="main">Save</Button>
          <Button onPress={onClose}>Leave it</Button>
        </div>
      </Form>
    </Dialog>
  );
}
