import type { AddressQuery } from '../../../address/address';
import { narrow } from '../../../address/usePages';
import { Button } from '../../../ui/Button';
import { isFiltered, withoutFilters } from './filters';

/** Why the list is empty, and what to do about it. */
export function NoRuns({ query }: { query: AddressQuery }) {
  if (query['after']) return <p>There are no runs on this page any more.</p>;
  if (isFiltered(query)) {
    return (
      <div class="stack">
        <p>No run matches all of these filters.</p>
        <div class="buttons"><Button onPress={() => narrow(withoutFilters())}>Clear the filters</Button></div>
      </div>
    );
  }
  return (
    <p>
      Nothing was trained yet. Start a grid in the <a href="#/queue">training queue</a>, or with <code>./st queue create configs/grids/two-phase.yaml --watch</code>; each of
      its models is a run here.
    </p>
  );
}
