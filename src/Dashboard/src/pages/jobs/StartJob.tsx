import { useState } from 'preact/hooks';
import { go } from '../../address/address';
import { faultOf } from '../../api/faults';
import { jobs, type JobMode } from '../../api/jobs';
import { marketName, marketOf, useMarkets } from '../../api/markets';
import { useVocabulary } from '../../api/vocabulary';
import { Button } from '../../ui/Button';
import { Dialog } from '../../ui/Dialog';
import { CheckField, Form, SelectField, TextField } from '../../ui/Field';
import { Failure, Notice } from '../../ui/Notice';

const MODES: readonly { value: JobMode; text: string }[] = [
  { value: 'sequential', text: 'Quick, the gate, your word, full' },
  { value: 'quick', text: 'Quick only: five folds and the gate' },
  { value: 'full', text: 'Full straight away, without a gate' },
];

/** Asks what to train; the server checks it. */
export function StartJob({ onClose }: { onClose: () => void }) {
  const words = useVocabulary();
  const markets = useMarkets();
  const [market, setMarket] = useState('');
  const [mode, setMode] = useState<JobMode>('sequential');
  const [model, setModel] = useState('lightgbm');
  const [features, setFeatures] = useState('poc16');
  const [encoder, setEncoder] = useState('time_delta');
  const [horizon, setHorizon] = useState('1');
  const [days, setDays] = useState('');
  const [seed, setSeed] = useState('0');
  const [approve, setApprove] = useState(false);
  const [error, setError] = useState<unknown>();

  const names = (markets.data ?? []).map(marketName);
  const chosen = marketOf(market || names[0] || '');
  const wrong = (field: string) => faultOf(error, field);
  const send = async () => {
    try {
      const started = await jobs.start({
        ...chosen, training_mode: mode, model, feature_system: features, encoder, horizon: Number(horizon), seed: Number(seed),
        ...(days ? { days: Number(days) } : {}), ...(mode === 'sequential' ? { auto_approve: approve } : {}),
      });
      onClose();
      go('jobs', [started.job_id]);
    } catch (problem) {
      setError(problem);
    }
  };

  return (
    <Dialog title="Start a training" onClose={onClose}>
      {markets.data && names.length === 0 && <Notice kind="warning">There are no bars yet. <a href="#/data">Import some first.</a></Notice>}
      <Failure error={error} />
      <Form class="stack" onSend={send}>
        <SelectField label="Market" value={marketName(chosen)} onChange={setMarket} choices={names} error={wrong('symbol')} />
        <SelectField label="Mode" value={mode} onChange={(value) => setMode(value as JobMode)} choices={MODES} />
        <div class="row">
          <SelectField label="Model" value={model} onChange={setModel} choices={words.models} error={wrong('model')} />
          <SelectField label="Features" value={features} onChange={setFeatures} choices={words.feature_systems} error={wrong('feature_system')} />
          <SelectField label="Encoder" value={encoder} onChange={setEncoder} choices={words.encoders} error={wrong('encoder')} />
        </div>
        <div class="row">
          <TextField label="Horizon" type="number" min={1} max={1000} value={horizon} onChange={setHorizon} hint="bars ahead" error={wrong('horizon')} />
          <TextField label="Days" type="number" min={1} max={3650} value={days} onChange={setDays} placeholder="as usual" hint="that a fold trains on" error={wrong('days')} />
          <TextField label="Seed" type="number" min={0} value={seed} onChange={setSeed} error={wrong('seed')} />
        </div>
        {mode === 'sequential' && <CheckField label="Go on to full training without asking, once the gate lets it through" checked={approve} onChange={setApprove} />}
        <div class="buttons">
          <Button type="submit" look="main" disabled={names.length === 0}>Start</Button>
          <Button onPress={onClose}>Do not start</Button>
        </div>
      </Form>
    </Dialog>
  );
}
