import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';

interface Props extends Omit<JSX.IntrinsicElements['button'], 'onClick' | 'type'> {
  /** While its promise runs the button cannot be pressed again. */
  onPress?: () => void | Promise<unknown>;
  look?: 'plain' | 'main' | 'danger' | 'quiet';
  type?: 'button' | 'submit';
  children: ComponentChildren;
}

export function Button({ onPress, look = 'plain', type = 'button', disabled, children, ...rest }: Props) {
  const [busy, setBusy] = useState(false);
  const press = async () => {
    const result = onPress?.();
    if (!(result instanceof Promise)) return;
    setBusy(true);
    try {
      await result;
    } finally {
      setBusy(false);
    }
  };
  return (
    <button {...rest} type={type} class={`button ${look}`} disabled={busy || disabled === true} aria-busy={busy} onClick={() => void press()}>
      {children}
    </button>
  );
}
