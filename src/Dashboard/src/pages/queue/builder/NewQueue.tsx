import type { AddressQuery } from '../../../address/address';
import { useMarkets } from '../../../api/markets';
import { Loaded } from '../../../ui/Loaded';
import { Empty } from '../../../ui/Notice';
import { Builder } from './Builder';

/** A form for what to train, where there is something to train on. */
export function NewQueue({ query }: { query: AddressQuery }) {
  const markets = useMarkets();
  return (
    <section class="panel" aria-labelledby="queue-new">
      <h2 id="queue-new">New queue</h2>
      <Loaded of={markets} what="the markets">
        {(found) => (found.length > 0 ? <Builder markets={found} query={query} /> : <NoMarkets />)}
      </Loaded>
    </section>
  );
}

function NoMarkets() {
  return (
    <Empty>
      There are no bars yet, so there is nothing to train on. <a href="#/data">Import bars on the page Data</a>, or in a terminal:{' '}
      <code>./st data import BTCUSDT 1h FILE.csv</code>
    </Empty>
  );
}
