import { PHASES } from '../words';

const MEANINGS = [
  "The model type's defaults, then points spread evenly, then the whole space.",
  'The region that the best of phase 1 span, widened.',
  'Shrinking steps from the best.',
  'The best three, each with many seeds.',
];

// Looks and words of a phase.
const DONE = ['over', 'done'];
const NOW = ['now', 'running'];
const ENDED = ['later', 'ended in it'];
const TO_COME = ['later', 'to come'];
const NOT_REACHED = ['later', 'not reached'];

interface Props {
  /** The one that was reached; 0 before the first trial. */
  phase: number;
  /** The search has no more than these. */
  last: number;
  /** "ended": before it was done. */
  state: 'running' | 'completed' | 'ended';
}

/** The phases of a search: which are over, which one runs. */
export function PhaseStrip({ phase, last, state }: Props) {
  return (
    <ol class="presets-phases" aria-label="Phases of the search">
      {PHASES.slice(0, last).map((name, index) => {
        const [look, word] = stepOf(index + 1, phase, state);
        return (
          <li key={name} class={look} title={MEANINGS[index]} aria-current={look === 'now' ? 'step' : undefined}>
            <b>{index + 1} {name}</b>
            <span>{word}</span>
          </li>
        );
      })}
    </ol>
  );
}

function stepOf(number: number, phase: number, state: Props['state']) {
  if (number > phase) return state === 'running' ? TO_COME : NOT_REACHED;
  if (number < phase || state === 'completed') return DONE;
  return state === 'running' ? NOW : ENDED;
}
