import type { PageProps } from '../../app/pages';

export default function PresetsPage(_: PageProps) {
  return <p class="loading">Being written.</p>;
}
