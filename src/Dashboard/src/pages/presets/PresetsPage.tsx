import { go } from '../../address/address';
import type { PageProps } from '../../app/pages';
import { SubTabs } from '../../ui/SubTabs';
import { BrowseView } from './browse/BrowseView';
import { ComparisonView } from './choose/ComparisonView';
import { EarlierComparisons } from './choose/EarlierComparisons';
import { RecommendView } from './choose/RecommendView';
import { SideBySideView } from './choose/SideBySideView';
import { WhichOfTwoView } from './choose/WhichOfTwoView';
import { GenerateView } from './generate/GenerateView';
import { PlanView } from './generate/PlanView';
import { PlansView } from './generate/PlansView';
import { ImportView } from './ImportView';
import { PresetView } from './one/PresetView';
import { StudiesView } from './search/StudiesView';
import { StudyView } from './search/StudyView';
import './presets.css';

const BROWSE = 'browse';
const TABS = [
  { id: BROWSE, text: 'Browse' },
  { id: 'generate', text: 'Generate' },
  { id: 'plans', text: 'Plans' },
  { id: 'studies', text: 'Searches' },
  { id: 'compare', text: 'Side by side' },
  { id: 'ab', text: 'A or B' },
  { id: 'recommend', text: 'Recommend' },
  { id: 'import', text: 'Import' },
];

/** `#/presets/NAME` is a preset, `#/presets/plans/ID` a plan. Names of presets have underscores and those of views have none, so that neither hides the other. */
export default function PresetsPage({ rest, query }: PageProps) {
  const [first = BROWSE, second] = rest;
  const active = TABS.some((tab) => tab.id === first) ? first : BROWSE;
  return (
    <>
      <SubTabs label="Parts of the presets page" tabs={TABS} active={active} onChange={(id) => go('presets', id === BROWSE ? [] : [id])} />
      <View first={first} second={second} query={query} />
    </>
  );
}

function View({ first, second, query }: { first: string; second: string | undefined; query: PageProps['query'] }) {
  switch (first) {
    case BROWSE: return <BrowseView query={query} />;
    case 'generate': return <GenerateView query={query} />;
    case 'plans': return second === undefined ? <PlansView /> : <PlanView key={second} id={second} />;
    case 'studies': return second === undefined ? <StudiesView query={query} /> : <StudyView key={second} id={second} />;
    case 'compare': return <SideBySideView query={query} />;
    case 'ab': return second === undefined ? <><WhichOfTwoView query={query} /><EarlierComparisons /></> : <ComparisonView key={second} id={second} />;
    case 'recommend': return <RecommendView query={query} />;
    case 'import': return <ImportView />;
    default: return <PresetView key={first} name={first} query={query} />;
  }
}
