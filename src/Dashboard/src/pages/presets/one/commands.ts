import type { PresetConfig } from '../../../api/presetContent';

/** What `st presets apply` says. */
export function commandsOf(config: PresetConfig): string[] {
  const file = `configs/${config.preset}.json`;
  const lines = [`./st presets apply ${config.preset}`, `./st queue create ${file} --watch`];
  if (!('members' in config)) lines.push(`./st train sequential --config ${file}`);
  if ('model' in config && config.model === 'lightgbm') lines.push(`./st candle train ${config.symbol} ${config.timeframe} DATE --config ${file}`);
  return lines;
}
