interface Props {
  of: readonly (readonly [name: string, value: string])[];
  label?: string;
}

/** A few figures, large, each with its name below. */
export function Tally({ of, label }: Props) {
  return <div class="tally" {...(label ? { role: 'group', 'aria-label': label } : {})}>{of.map(([name, value]) => <div key={name}><b>{value}</b><span>{name}</span></div>)}</div>;
}
