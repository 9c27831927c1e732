import type { PageProps } from '../../app/pages';

export default function DataPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
