import { spaced } from '../format/words';

const TONES: Record<string, readonly string[]> = {
  good: ['approved', 'complete', 'completed', 'done', 'fresh', 'healthy', 'kept', 'live', 'passed', 'published'],
  busy: ['full', 'judging', 'quick', 'running', 'searching', 'started', 'training'],
  wait: ['candidate', 'paused', 'stale', 'suspended', 'waiting', 'waiting_for_approval'],
  bad: ['crashed', 'failed', 'gate_refused', 'rejected', 'terminated', 'unhealthy'],
};

/** A state in words, coloured; the colour says nothing that the word does not. */
export function Badge({ state }: { state: string }) {
  return <span class={`badge ${toneOf(state)}`}>{spaced(state)}</span>;
}

function toneOf(state: string): string {
  return Object.keys(TONES).find((tone) => TONES[tone]?.includes(state)) ?? 'quiet';
}
