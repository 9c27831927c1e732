import type { SideBySideLine } from '../../../api/presets';

/** How an input was distributed: pages of figures that few want beside the rest. */
export function isDistribution(path: string): boolean {
  return path === 'inputs' || path.startsWith('inputs.');
}

/** What is shown unless all of it is asked for: places that differ, without ranges that were searched and distributions. */
export function linesToShow(lines: readonly SideBySideLine[], all: boolean): readonly SideBySideLine[] {
  return all ? lines : lines.filter((line) => line.differs && !line.path.startsWith('search.space.') && !isDistribution(line.path));
}
