import type { ComponentChildren } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { signedOut } from '../api/client';
import { forgetKey, storedKey, storeKey } from '../api/key';
import { Button } from '../ui/Button';
import { Form, TextField } from '../ui/Field';
import { Notice } from '../ui/Notice';

/** Shows the page until the product says that it does not know who asks; then how to sign in. */
export function SignedIn({ children }: { children: ComponentChildren }) {
  const [out, setOut] = useState(false);
  useEffect(() => {
    const onSignedOut = () => setOut(true);
    signedOut.addEventListener('signed-out', onSignedOut);
    return () => signedOut.removeEventListener('signed-out', onSignedOut);
  }, []);
  return out ? <SignInForm onKey={() => setOut(false)} /> : <>{children}</>;
}

function SignInForm({ onKey }: { onKey: () => void }) {
  const [key, setKey] = useState('');
  const send = () => {
    storeKey(key.trim());
    onKey();
  };
  const forget = () => {
    forgetKey();
    onKey();
  };
  return (
    <section class="panel" aria-label="Sign in">
      <h1>Sign in</h1>
      <p>
        On your own machine, open the link that <code>./run</code> shows, or ask for a new one: <code>./st open</code>. In Azure, enter a
        key of the functions app (portal: App keys).
      </p>
      {storedKey() !== null && <Notice kind="error">The key that was entered is not one of this product, or no longer.</Notice>}
      <Form class="row" onSend={send}>
        <TextField label="Key" type="password" value={key} onChange={setKey} required hint="Kept until this tab is closed." />
        <Button type="submit" look="main">Sign in</Button>
        {storedKey() !== null && <Button onPress={forget}>Forget the key</Button>}
      </Form>
    </section>
  );
}
