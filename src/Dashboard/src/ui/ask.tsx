import { useState } from 'preact/hooks';
import { Button } from './Button';
import { Dialog } from './Dialog';
import { Failure } from './Notice';

interface Question {
  title: string;
  /** What will happen, and what of it cannot be undone. */
  text: string;
  /** The word on the button: what is done, not "OK". */
  verb: string;
  danger?: boolean;
  /** Runs on yes; the dialog stays open with the words when it fails. */
  run: () => Promise<unknown>;
}

/** "Are you sure": `ask(question)` opens it, `dialog` is to be rendered. */
export function useAsk() {
  const [question, ask] = useState<Question | null>(null);
  const [error, setError] = useState<unknown>();
  const close = () => {
    setError(undefined);
    ask(null);
  };
  const yes = async () => {
    try {
      await question!.run();
      close();
    } catch (problem) {
      setError(problem);
    }
  };
  const dialog = question && (
    <Dialog title={question.title} onClose={close}>
      <p>{question.text}</p>
      <Failure error={error} />
      <div class="buttons">
        <Button onPress={close}>Leave as it is</Button>
        <Button look={question.danger ? 'danger' : 'main'} onPress={yes}>{question.verb}</Button>
      </div>
    </Dialog>
  );
  return { ask, dialog };
}
