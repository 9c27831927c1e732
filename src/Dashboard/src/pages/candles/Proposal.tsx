import { useState } from 'preact/hooks';
import { candles, type CandleParams, type Proposal as Proposed } from '../../api/candles';
import { decimals, whole } from '../../format/numbers';
import { Button } from '../../ui/Button';
import { Failure, Notice } from '../../ui/Notice';
import { orderOf, type Draft } from './draft';

interface Props {
  symbol: string;
  timeframe: string;
  candle: string;
  draft: Draft;
  onTake: (params: CandleParams) => void;
}

/** Start parameters that did well from like candles, and what the server expects of them and of the own ones. */
export function Proposal({ symbol, timeframe, candle, draft, onTake }: Props) {
  const [answer, setAnswer] = useState<{ proposal?: Proposed; error?: unknown }>({});
  const ask = async () => {
    try {
      setAnswer({ proposal: await candles.proposal(orderOf(draft, symbol, timeframe), candle) });
    } catch (error) {
      setAnswer({ error });
    }
  };
  const { proposal, error } = answer;
  const proposed = proposal?.proposed;
  return (
    <div class="stack">
      <div class="buttons"><Button onPress={ask}>Propose from like candles</Button></div>
      <Failure error={error} />
      {proposal && (
        <Notice title={proposed ? `Proposed: ${paramWords(proposed)}` : 'Nothing is proposed.'}>
          <p>{proposal.reason}</p>
          {proposed && (
            <>
              <p>ROC AUC expected of it {decimals(proposal.expected, 4)}, of your own {decimals(proposal.own_expected, 4)}, by {whole(proposal.runs)} runs.</p>
              <Button onPress={() => onTake(proposed)}>Take these</Button>
            </>
          )}
        </Notice>
      )}
    </div>
  );
}

export function paramWords(params: CandleParams): string {
  return `learning rate ${params.learning_rate}, ${params.num_leaves} leaves, depth ${params.max_depth}, ${params.min_child_samples} rows in a leaf`;
}
