import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';

interface Props {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
  wide?: boolean;
}

/** A modal dialog of the browser's own: it keeps the focus inside, Escape closes it, and the focus goes back to where it was. */
export function Dialog({ title, onClose, children, wide }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const element = dialog.current!;
    const before = document.activeElement;
    element.showModal();
    return () => {
      element.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class={wide ? 'wide' : ''} aria-labelledby={titleId} onCancel={(event) => { event.preventDefault(); onClose(); }}>
      <header>
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="button quiet" aria-label="Close" onClick={onClose}>✕</button>
      </header>
      <div class="body">{children}</div>
    </dialog>
  );
}
