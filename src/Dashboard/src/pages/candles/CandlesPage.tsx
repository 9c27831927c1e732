import type { PageProps } from '../../app/pages';

export default function CandlesPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
