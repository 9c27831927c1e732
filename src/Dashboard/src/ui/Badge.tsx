const TONES: Record<string, string> = {
  completed: 'good', kept: 'good', published: 'good', healthy: 'good', live: 'good', passed: 'good', approved: 'good', complete: 'good',
  running: 'busy', pending: 'quiet', queued: 'quiet', training: 'busy', quick_running: 'busy', full_running: 'busy', waiting: 'wait',
  waiting_approval: 'wait', awaiting_approval: 'wait', paused: 'wait', suspended: 'wait', candidate: 'wait', imported: 'quiet',
  failed: 'bad', crashed: 'bad', gate_refused: 'bad', rejected: 'bad', terminated: 'bad', unhealthy: 'bad',
  cancelled: 'quiet', deleted: 'quiet', retired: 'quiet', pruned: 'quiet', skipped: 'quiet',
};

/** A state in words, coloured; the colour says nothing that the word does not. */
export function Badge({ state }: { state: string }) {
  return <span class={`badge ${TONES[state] ?? 'quiet'}`}>{state.replaceAll('_', ' ')}</span>;
}
