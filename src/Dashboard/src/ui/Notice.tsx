import type { ComponentChildren } from 'preact';
import { sentenceOf, unsaidOf } from '../api/faults';
import { words } from '../api/problem';

interface Props {
  kind?: 'info' | 'good' | 'warning' | 'error';
  title?: string;
  children?: ComponentChildren;
}

/** Something that the person should read. Warnings and errors are read out at once. */
export function Notice({ kind = 'info', title, children }: Props) {
  return (
    <div class={`notice ${kind}`} role={kind === 'error' || kind === 'warning' ? 'alert' : 'status'}>
      {title && <strong>{title}</strong>}
      <div>{children}</div>
    </div>
  );
}

/** An error of the server in its own words, with every field that they do not name. */
export function Failure({ error, title }: { error: unknown; title?: string }) {
  if (error === undefined || error === null) return null;
  const unsaid = unsaidOf(error);
  return (
    <Notice kind="error" {...(title ? { title } : {})}>
      {words(error)}
      {unsaid.length > 0 && <ul>{unsaid.map((fault) => <li key={fault.field}>{sentenceOf(fault, '')}</li>)}</ul>}
    </Notice>
  );
}

/** Nothing is there yet: says so, and what to do about it. */
export function Empty({ children }: { children: ComponentChildren }) {
  return <div class="empty">{children}</div>;
}
