import type { PageProps } from '../../app/pages';

export default function RegimesPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
