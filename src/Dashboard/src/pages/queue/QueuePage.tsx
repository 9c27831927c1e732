import type { PageProps } from '../../app/pages';

export default function QueuePage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
