import { useEffect, useRef } from 'preact/hooks';
import { Field, TextField } from '../../../ui/Field';
import { parametersOf } from './fields';
import type { FormProps } from './GridForm';

/** What few grids name. It opens by itself where something in it is filled in for people, or wrong; it never closes under their hands. */
export function MoreFields({ single, draft, put, words }: FormProps) {
  const models = single ? draft.models.slice(0, 1) : draft.models;
  const details = useRef<HTMLDetailsElement>(null);
  const fields = ['seeds', 'indicator_timeframes', ...models.map((_, index) => parametersOf(index))];
  const matters = fields.some((field) => words.of(field) !== undefined) || models.some((type) => draft.hyperParameters[type]);
  useEffect(() => {
    if (matters && details.current) details.current.open = true;
  }, [matters]);
  return (
    <details ref={details} class="queue-more">
      <summary>More</summary>
      <div class="stack">
        {models.map((type, index) => (
          <Field
            key={type} label={`Hyper-parameters of ${type}`} error={words.of(parametersOf(index))}
            hint="JSON by name; a list means each of its values. Left empty the model's own defaults hold."
          >
            {(control) => (
              <textarea
                {...control} rows={2} spellcheck={false} placeholder={'{"name": [0.05, 0.1]}'} value={draft.hyperParameters[type] ?? ''}
                onInput={(event) => put({ hyperParameters: { ...draft.hyperParameters, [type]: event.currentTarget.value } })}
              />
            )}
          </Field>
        ))}
        <div class="queue-pair">
          <TextField label="Seeds" value={draft.seeds} onChange={(seeds) => put({ seeds })} error={words.of('seeds')} hint="Every configuration is trained once a seed." />
          <TextField
            label="Indicator timeframes" value={draft.indicatorTimeframes} onChange={(indicatorTimeframes) => put({ indicatorTimeframes })}
            error={words.of('indicator_timeframes')} hint="Longer ones that v2 looks at as well, as 4h, 1d. Left empty the usual ones are taken."
          />
        </div>
        <p class="soft">
          Least trades, margins, strategies and fees are settings of the product: sections <code>model_management</code> and <code>inference_grid</code> of{' '}
          <code>configs/training_pipeline/default_config.yaml</code>. A queue takes them along when it is created and shows them.
        </p>
      </div>
    </details>
  );
}
