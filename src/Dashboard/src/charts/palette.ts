import { isDark } from '../theme/theme';

/** Colours of a drawing, which is a canvas and knows no style sheet. Series colours differ in lightness too, for those who see few hues. */
export interface Palette {
  text: string;
  soft: string;
  line: string;
  surface: string;
  series: readonly string[];
  /** Rising and falling, gain and loss. */
  up: string;
  down: string;
  /** Where there is nothing to show. */
  none: string;
}

const LIGHT: Palette = {
  text: '#18202b', soft: '#4f5b6b', line: '#cfd6df', surface: '#ffffff', up: '#14804a', down: '#c2352c', none: '#b9c1cc',
  series: ['#1d4ed8', '#c2570c', '#0f7b5f', '#9333b8', '#8a6a00', '#be185d', '#0e7490', '#4d5a6b'],
};

const DARK: Palette = {
  text: '#e8edf4', soft: '#a9b5c5', line: '#3a4656', surface: '#171e28', up: '#4cc38a', down: '#ff8078', none: '#566274',
  series: ['#8ab0ff', '#ffab6b', '#5fd3b3', '#d59cf0', '#e8c65a', '#ff92bd', '#63d0e6', '#b5c0cf'],
};

export function palette(dark = isDark()): Palette {
  return dark ? DARK : LIGHT;
}

/** The same name has the same colour in every drawing of a page; `names` is the whole list in its order. */
export function colourOf(name: string, names: readonly string[], colours: Palette): string {
  const index = names.indexOf(name);
  return index < 0 ? colours.none : colours.series[index % colours.series.length]!;
}
