import { useEffect, useRef } from 'preact/hooks';
import { useDark } from '../theme/theme';
import { init, type ChartOption, type EChartsType } from './echarts';
import { palette, type Palette } from './palette';

interface Props {
  /** Above the drawing, and its name for screen readers. */
  title: string;
  /** Made anew when the data or the colours change. */
  option: (colours: Palette) => ChartOption;
  /** What the drawing says, as a table: for those who cannot see it, and for those who want the figures. */
  table?: { head: readonly string[]; rows: readonly (readonly (string | number)[])[] };
  tall?: boolean;
  onPick?: (index: number) => void;
}

/** A drawing by ECharts, with its figures as a table below. Keep `option` and `table` stable (useMemo): a new function draws anew. */
export function Chart({ title, option, table, tall, onPick }: Props) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<EChartsType | null>(null);
  const pick = useRef(onPick);
  pick.current = onPick;
  const dark = useDark();

  useEffect(() => {
    const made = (chart.current = init(place.current!));
    made.on('click', (event) => pick.current?.(event.dataIndex));
    const watcher = new ResizeObserver(() => made.resize());
    watcher.observe(place.current!);
    return () => {
      watcher.disconnect();
      made.dispose();
      chart.current = null;
    };
  }, []);

  useEffect(() => {
    chart.current?.setOption(dressed(option(palette(dark)), palette(dark)), { notMerge: true });
  }, [option, dark]);

  return (
    <figure class="plot">
      <figcaption>{title}</figcaption>
      <div ref={place} class={`chart ${tall ? 'tall' : ''}`} role="img" aria-label={table ? `${title}. The figures are in the table below.` : title} />
      {table && (
        <details>
          <summary>{title}: figures</summary>
          <div class="table" role="region" aria-label={`${title}: figures`} tabIndex={0}>
            <table>
              <thead><tr>{table.head.map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
              <tbody>{table.rows.map((row, index) => <tr key={index}>{row.map((cell, at) => <td key={at}>{cell}</td>)}</tr>)}</tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  );
}

function dressed(option: ChartOption, colours: Palette): ChartOption {
  // The other mode writes HTML with styles in it, which the page's policy forbids.
  const tooltip = { renderMode: 'richText' as const, backgroundColor: colours.surface, borderColor: colours.line, textStyle: { color: colours.text } };
  return {
    color: [...colours.series],
    backgroundColor: 'transparent',
    textStyle: { color: colours.text, fontFamily: 'system-ui, "DejaVu Sans", sans-serif' },
    animation: false,
    ...option,
    ...(option.tooltip === undefined ? {} : { tooltip: { ...option.tooltip, ...tooltip } }),
  };
}

/** An axis in the page's colours. */
export function axis(colours: Palette, name?: string) {
  return {
    ...(name ? { name, nameTextStyle: { color: colours.soft } } : {}),
    axisLabel: { color: colours.soft },
    axisLine: { lineStyle: { color: colours.line } },
    splitLine: { lineStyle: { color: colours.line, opacity: 0.6 } },
  };
}

/** The legend above the drawing in the page's colours; it scrolls when it is long. */
export function legend(colours: Palette) {
  return { type: 'scroll' as const, top: 0, textStyle: { color: colours.text }, pageTextStyle: { color: colours.text }, pageIconColor: colours.text };
}
