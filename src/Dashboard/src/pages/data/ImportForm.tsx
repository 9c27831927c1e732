import { useState } from 'preact/hooks';
import { bars, type MergeReport } from '../../api/bars';
import { faultOf } from '../../api/faults';
import { useVocabulary } from '../../api/vocabulary';
import { count } from '../../format/numbers';
import { minute } from '../../format/times';
import { Button } from '../../ui/Button';
import { Field, Form, SelectField, TextField } from '../../ui/Field';
import { Failure, Notice } from '../../ui/Notice';

/** Merges a CSV file into a market. Equal bars count once; different ones for the same time are told and nothing is stored, until somebody says which are right. */
export function ImportForm({ onImported }: { onImported: () => Promise<void> }) {
  const words = useVocabulary();
  const [symbol, setSymbol] = useState('');
  const [timeframe, setTimeframe] = useState('1h');
  const [file, setFile] = useState<File | null>(null);
  const [prefer, setPrefer] = useState('');
  const [calendar, setCalendar] = useState('');
  const [report, setReport] = useState<MergeReport | null>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);

  const send = async () => {
    if (!file) return;
    setBusy(true);
    setReport(null);
    setError(undefined);
    try {
      setReport(await bars.merge(symbol.trim(), timeframe.trim(), file, prefer, calendar));
      await onImported();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };

  return (
    <section class="panel" aria-labelledby="import">
      <h2 id="import">Import bars</h2>
      <Form class="stack" onSend={send}>
        <div class="row">
          <TextField label="Symbol" value={symbol} onChange={setSymbol} required hint="BTCUSDT, BTC/USDT, EURUSD" error={faultOf(error, 'symbol')} />
          <TextField label="Timeframe" value={timeframe} onChange={setTimeframe} required hint="15m, 1h, 4h, 1d" error={faultOf(error, 'timeframe')} />
          <Field label="CSV file" hint="open_time,open,high,low,close,volume; may be gzipped">
            {(control) => <input {...control} type="file" accept=".csv,.gz,text/csv" required onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />}
          </Field>
          <SelectField
            label="Calendar" value={calendar} onChange={setCalendar} hint="Of a new market"
            choices={[{ value: '', text: 'By the symbol' }, ...words.calendars]} error={faultOf(error, 'calendar')}
          />
          <SelectField
            label="Where a bar differs" value={prefer} onChange={setPrefer} hint="From one that is stored"
            choices={[{ value: '', text: 'Tell me, store nothing' }, { value: 'new', text: 'Take the new one' }, { value: 'old', text: 'Keep the stored one' }]}
          />
        </div>
        <div class="buttons"><Button type="submit" look="main" disabled={busy || !file}>{busy ? 'Importing …' : 'Import'}</Button></div>
      </Form>
      <Failure error={error} title="Nothing was imported." />
      {report && (
        <Notice kind="good">
          {report.symbol} {report.timeframe}: {count(report.added, 'bar')} added, {report.equal} were there already, {report.replaced} replaced, {report.kept} kept.
          Now {count(report.count, 'bar')}, {minute(report.first)} to {minute(report.last)}, {count(report.gaps, 'gap')}.
        </Notice>
      )}
    </section>
  );
}
