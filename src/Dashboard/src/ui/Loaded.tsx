import type { ComponentChildren } from 'preact';
import type { Polled } from '../api/poll';
import { words } from '../api/problem';
import { Failure, Notice } from './Notice';

interface Props<T> {
  of: Polled<T>;
  /** What is being loaded: "the queues". */
  what: string;
  children: (data: T) => ComponentChildren;
}

/** Shows what a question was answered; before that that it was asked, and when it fails why. Old data stays with a word that it is old. */
export function Loaded<T>({ of, what, children }: Props<T>) {
  if (of.data === undefined) {
    return of.error === undefined ? <p class="loading" role="status">Loading {what} …</p> : <Failure error={of.error} title={`Cannot show ${what}.`} />;
  }
  return (
    <>
      {of.error !== undefined && <Notice kind="warning">This is the last that was heard of {what}; asking again. {words(of.error)}</Notice>}
      {children(of.data)}
    </>
  );
}
