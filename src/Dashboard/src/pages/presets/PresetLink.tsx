import { text, type Change } from '../../address/address';

/** The name of a preset, which opens it. */
export function PresetLink({ name, query = {} }: { name: string; query?: Change }) {
  return <a href={text('presets', [name], query)}>{name}</a>;
}
