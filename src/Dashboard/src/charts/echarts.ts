// Only what the page draws, so that the rest of the library is not fetched.
import { BarChart, HeatmapChart, LineChart, ParallelChart, RadarChart, ScatterChart } from 'echarts/charts';
import {
  AriaComponent, DataZoomComponent, GridComponent, LegendComponent, MarkAreaComponent, MarkLineComponent, ParallelComponent, RadarComponent, TooltipComponent,
  VisualMapComponent,
} from 'echarts/components';
import { init, use, type EChartsType } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import type { EChartsOption } from 'echarts';

use([
  BarChart, HeatmapChart, LineChart, ParallelChart, RadarChart, ScatterChart, AriaComponent, DataZoomComponent, GridComponent, LegendComponent,
  MarkAreaComponent, MarkLineComponent, ParallelComponent, RadarComponent, TooltipComponent, VisualMapComponent, CanvasRenderer,
]);

export type ChartOption = EChartsOption;

export { init, type EChartsType };
