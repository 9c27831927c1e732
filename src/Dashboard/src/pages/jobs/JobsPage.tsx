import type { PageProps } from '../../app/pages';

export default function JobsPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
