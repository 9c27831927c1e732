import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { words } from '../../../api/problem';
import { count, whole } from '../../../format/numbers';
import { second } from '../../../format/times';
import { Button } from '../../../ui/Button';
import { Notice } from '../../../ui/Notice';
import { useQueueLog } from './useQueueLog';

/** So near to the end counts as there: sizes are fractions. */
const NEAR = 4;

/** What a queue says, the newest at the bottom. It stays at the newest until somebody scrolls up to read. */
export function LogPane({ id, moves }: { id: string; moves: boolean }) {
  const { log, polled } = useQueueLog(id, moves);
  const [follows, setFollows] = useState(true);
  const pane = useRef<HTMLDivElement>(null);
  const last = log.lines.at(-1)?.cursor;
  const toEnd = () => pane.current?.scrollTo({ top: pane.current.scrollHeight });

  useLayoutEffect(() => {
    if (follows) toEnd();
  }, [last, follows]);

  const onScroll = () => {
    const element = pane.current;
    if (element) setFollows(element.scrollTop + element.clientHeight >= element.scrollHeight - NEAR);
  };
  return (
    <section class="panel" aria-labelledby="queue-log">
      <div class="spread">
        <h2 id="queue-log">Log</h2>
        {follows ? <span class="soft">{count(log.lines.length + log.dropped, 'line')}</span> : <Button onPress={() => setFollows(true)}>To the newest line</Button>}
      </div>
      {polled.error !== undefined && <Notice kind="warning">The log cannot be read just now; asking again. {words(polled.error)}</Notice>}
      {log.dropped > 0 && <p class="soft">The newest {whole(log.lines.length)} lines; {whole(log.dropped)} before them are left out here.</p>}
      <div ref={pane} class="queue-log" role="log" aria-labelledby="queue-log" tabIndex={0} onScroll={onScroll}>
        {log.lines.length === 0
          ? <p class="soft">Nothing is said yet.</p>
          : log.lines.map((line) => <p key={line.cursor}><time dateTime={line.at}>{second(line.at)}</time> {line.text}</p>)}
      </div>
    </section>
  );
}
