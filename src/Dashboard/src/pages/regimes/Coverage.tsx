import { useAnswer } from '../../api/poll';
import { regimes, type RegimeDraft } from '../../api/regimes';
import { percent, whole } from '../../format/numbers';
import { Failure, Notice } from '../../ui/Notice';

interface Props {
  draft: RegimeDraft;
  version: number;
  symbol: string;
  timeframe: string;
  replaces: string | null;
}

/** What the server says of the rule as it stands: what is wrong with it, or how many bars it would take. */
export function Coverage({ draft, version, symbol, timeframe, replaces }: Props) {
  const begun = draft.name !== '' && Object.keys(draft.conditions).length > 0;
  const key = begun ? JSON.stringify([draft, version, symbol, timeframe, replaces]) : null;
  const preview = useAnswer(key, (signal) => regimes.preview(draft, version, symbol, timeframe, replaces, signal));
  if (!begun) return <p class="soft">With a name and a condition it says here how many bars the rule would take.</p>;
  if (preview.error !== undefined) return <Failure error={preview.error} />;
  if (preview.data === undefined) return <p class="soft" role="status">Counting …</p>;
  const { valid, errors, covers, wins, bars, reason, rule_text: text } = preview.data;
  if (!valid) {
    return (
      <Notice kind="error" title="This is no rule yet.">
        <ul>{errors.map((error) => <li key={error.detail}>{error.detail}</li>)}</ul>
      </Notice>
    );
  }
  if (covers === null || bars === null || wins === null) return <Notice>The rule is right. {reason}</Notice>;
  const share = (part: number) => percent(bars > 0 ? part / bars : 0);
  return (
    <Notice kind="good" title={text ?? ''}>
      Holds for {whole(covers)} of {whole(bars)} bars of {symbol} {timeframe} ({share(covers)}); with its priority it takes {whole(wins)} ({share(wins)}).
    </Notice>
  );
}
