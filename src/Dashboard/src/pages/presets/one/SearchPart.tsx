import { useMemo } from 'preact/hooks';
import { useAnswer } from '../../../api/poll';
import type { PresetContent } from '../../../api/presetContent';
import { isFinal } from '../../../api/problem';
import { studies } from '../../../api/studies';
import { Loaded } from '../../../ui/Loaded';
import { Empty, Notice } from '../../../ui/Notice';
import { ImportanceChart } from '../search/ImportanceChart';
import { StudyDetails } from '../search/StudyDetails';

/** The search that a preset came of. Of a preset from elsewhere only what the preset says of it. */
export function SearchPart({ content }: { content: PresetContent }) {
  const id = content.search?.study_id ?? null;
  const study = useAnswer(id, (signal) => studies.get(id ?? '', signal));
  const importance = useMemo(() => shares(content.search?.importance ?? {}), [content]);
  if (id === null) return <Empty>Nothing was searched for this preset{content.members ? ': it is an ensemble, and its members have their own searches' : ''}.</Empty>;
  if (study.data === undefined && isFinal(study.error)) {
    return (
      <>
        <Notice>Its search ({id}) was made elsewhere, so that its trials are not here. This is what the preset says of it.</Notice>
        <ImportanceChart shares={importance} />
      </>
    );
  }
  return <Loaded of={study} what="the search">{(found) => <StudyDetails study={found} />}</Loaded>;
}

function shares(importance: Record<string, number>) {
  return Object.entries(importance).map(([name, share]) => ({ name, share })).sort((a, b) => b.share - a.share);
}
