import type { PageProps } from '../../app/pages';

export default function HistoryPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
