import { count, percent } from '../format/numbers';

/** "12 of 32 models (37 %)" with a bar. */
export function Progress({ done, total, unit, label }: { done: number; total: number; unit: string; label: string }) {
  const share = total > 0 ? done / total : 0;
  return (
    <div class="progress">
      <progress value={done} max={Math.max(1, total)} aria-label={label} />
      <span>{`${done} of ${count(total, unit)} (${percent(share, 0)})`}</span>
    </div>
  );
}
