import type { ComponentChildren, JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';

interface Common {
  label: string;
  /** A line below: unit, range, an example. */
  hint?: ComponentChildren;
  error?: string | undefined;
}

type Control = { id: string; 'aria-describedby'?: string; 'aria-invalid'?: boolean };

/** A labelled control with its hint and its error, tied together for screen readers. */
export function Field({ label, hint, error, children }: Common & { children: (control: Control) => ComponentChildren }) {
  const id = useId();
  const described = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(error ? { 'aria-invalid': true } : {}) })}
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {error && <small id={`${id}-error`} class="wrong" role="alert">{error}</small>}
    </div>
  );
}

interface TextProps extends Common {
  value: string;
  onChange: (value: string) => void;
  type?: 'text' | 'search' | 'number' | 'date' | 'datetime-local' | 'password';
  placeholder?: string;
  min?: number | string;
  max?: number | string;
  step?: number | 'any';
  required?: boolean;
  disabled?: boolean;
  list?: readonly string[];
}

export function TextField({ label, hint, error, value, onChange, type = 'text', list, ...rest }: TextProps) {
  const listId = useId();
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <>
          <input {...control} {...rest} type={type as 'text'} value={value} {...(list ? { list: listId } : {})} onInput={(event) => onChange(event.currentTarget.value)} />
          {list && <datalist id={listId}>{list.map((item) => <option key={item} value={item} />)}</datalist>}
        </>
      )}
    </Field>
  );
}

export type Choice = string | { value: string; text: string; disabled?: boolean };

interface SelectProps extends Common {
  value: string;
  onChange: (value: string) => void;
  choices: readonly Choice[];
  disabled?: boolean;
}

export function SelectField({ label, hint, error, value, onChange, choices, ...rest }: SelectProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <select {...control} {...rest} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
          {choices.map((choice) => {
            const { value: own, text, disabled = false } = typeof choice === 'string' ? { value: choice, text: choice } : choice;
            return <option key={own} value={own} disabled={disabled}>{text}</option>;
          })}
        </select>
      )}
    </Field>
  );
}

interface SliderProps extends Common {
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step: number;
  /** What stands beside it; the number as it is when left out. */
  show?: (value: number) => string;
}

export function SliderField({ label, hint, error, value, onChange, show = String, ...rest }: SliderProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div class="slider">
          <input {...control} {...rest} type="range" value={value} aria-valuetext={show(value)} onInput={(event) => onChange(event.currentTarget.valueAsNumber)} />
          <output for={control.id}>{show(value)}</output>
        </div>
      )}
    </Field>
  );
}

interface CheckProps {
  label: ComponentChildren;
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
  hint?: ComponentChildren;
}

export function CheckField({ label, checked, onChange, hint, ...rest }: CheckProps) {
  return (
    <label class="check">
      <input {...rest} type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}{hint && <small>{hint}</small>}</span>
    </label>
  );
}

interface ManyProps {
  legend: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  hint?: ComponentChildren;
  error?: string | undefined;
}

/** Several of a few. */
export function ManyField({ legend, choices, chosen, onChange, hint, error }: ManyProps) {
  const errorId = useId();
  return (
    <fieldset class="many" {...(error ? { 'aria-describedby': errorId } : {})}>
      <legend>{legend}</legend>
      <div>
        {choices.map((choice) => {
          const { value, text } = typeof choice === 'string' ? { value: choice, text: choice } : choice;
          const toggle = (on: boolean) => onChange(choices.map(valueOf).filter((other) => (other === value ? on : chosen.includes(other))));
          return <CheckField key={value} label={text} checked={chosen.includes(value)} onChange={toggle} />;
        })}
      </div>
      {hint && <small>{hint}</small>}
      {error && <small id={errorId} class="wrong" role="alert">{error}</small>}
    </fieldset>
  );
}

/** A form that is sent by Enter or its button, never by leaving the page; not again while it is being sent. */
export function Form({ onSend, children, ...rest }: { onSend: () => void | Promise<unknown>; children: ComponentChildren } & Omit<JSX.IntrinsicElements['form'], 'onSubmit'>) {
  const sending = useRef(false);
  const send = async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      await onSend();
    } finally {
      sending.current = false;
    }
  };
  return (
    <form {...rest} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      {children}
    </form>
  );
}

function valueOf(choice: Choice): string {
  return typeof choice === 'string' ? choice : choice.value;
}
