import type { ComponentChildren } from 'preact';

export interface Column<T> {
  key: string;
  title: ComponentChildren;
  cell: (row: T) => ComponentChildren;
  /** Figures stand at the right, so that they line up. */
  figure?: boolean;
  /** Clicking the title sorts by this column. */
  sorts?: boolean;
}

interface Sort {
  by: string;
  down: boolean;
}

interface Props<T> {
  /** What the table is; read out, and shown above it when `showCaption`. */
  caption: string;
  showCaption?: boolean;
  columns: readonly Column<T>[];
  rows: readonly T[];
  rowKey: (row: T) => string;
  /** Opens a row: the first cell becomes a link-like button. */
  onOpen?: (row: T) => void;
  isOpen?: (row: T) => boolean;
  rowClass?: (row: T) => string | undefined;
  chosen?: ReadonlySet<string>;
  onChoose?: (chosen: Set<string>) => void;
  sort?: Sort;
  onSort?: (sort: Sort) => void;
  empty?: ComponentChildren;
}

export function Table<T>(props: Props<T>) {
  const { caption, showCaption, columns, rows, rowKey, onOpen, isOpen, rowClass, chosen, onChoose, empty } = props;
  if (rows.length === 0 && empty) return <div class="empty">{empty}</div>;
  const choose = (keys: readonly string[], on: boolean) => {
    const next = new Set(chosen);
    for (const key of keys) on ? next.add(key) : next.delete(key);
    onChoose?.(next);
  };
  const keys = rows.map(rowKey);
  const all = keys.length > 0 && keys.every((key) => chosen?.has(key));
  return (
    // A wide table scrolls by itself, not the page; it must be reachable by keyboard to be scrolled.
    <div class="table" role="region" aria-label={caption} tabIndex={0}>
      <table>
        <caption class={showCaption ? '' : 'unseen'}>{caption}</caption>
        <thead>
          <tr>
            {onChoose && (
              <th scope="col" class="tick">
                <input type="checkbox" aria-label="Choose all rows of this page" checked={all} onChange={() => choose(keys, !all)} />
              </th>
            )}
            {columns.map((column) => <Head key={column.key} column={column} {...props} />)}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return (
              <tr key={key} class={[isOpen?.(row) ? 'open' : '', rowClass?.(row) ?? ''].join(' ').trim()}>
                {onChoose && (
                  <td class="tick">
                    <input type="checkbox" aria-label={`Choose ${key}`} checked={chosen?.has(key) ?? false} onChange={() => choose([key], !chosen?.has(key))} />
                  </td>
                )}
                {columns.map((column, index) => (
                  <td key={column.key} class={column.figure ? 'figure' : ''}>
                    {index === 0 && onOpen ? <button type="button" class="link" onClick={() => onOpen(row)}>{column.cell(row)}</button> : column.cell(row)}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

function Head<T>({ column, sort, onSort }: { column: Column<T> } & Pick<Props<T>, 'sort' | 'onSort'>) {
  const active = sort?.by === column.key;
  if (!column.sorts || !onSort) return <th scope="col" class={column.figure ? 'figure' : ''}>{column.title}</th>;
  return (
    <th scope="col" class={column.figure ? 'figure' : ''} aria-sort={active ? (sort.down ? 'descending' : 'ascending') : 'none'}>
      <button type="button" class="sort" onClick={() => onSort({ by: column.key, down: active ? !sort.down : true })}>
        {column.title} <span aria-hidden="true">{active ? (sort.down ? '▾' : '▴') : '↕'}</span>
      </button>
    </th>
  );
}
