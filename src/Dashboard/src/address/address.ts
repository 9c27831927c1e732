import { useEffect, useState } from 'preact/hooks';

/** What stands behind the question mark: `?model=ridge` is {model: "ridge"}. */
export type AddressQuery = Readonly<Record<string, string>>;

/** Where the page is: `#/history/01a2?model=ridge` is page history, rest ["01a2"], query {model: "ridge"}. All state that a reload must keep is in it. */
export interface Address {
  page: string;
  rest: readonly string[];
  query: AddressQuery;
}

export type Change = Record<string, string | number | null | undefined>;

export function parse(hash: string): Address {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?', 2);
  const [page = '', ...rest] = path.split('/').filter(Boolean).map(decode);
  return { page, rest, query: Object.fromEntries(new URLSearchParams(query)) };
}

export function text(page: string, rest: readonly string[] = [], query: Change = {}): string {
  const parts = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value !== null && value !== undefined && value !== '') parts.set(name, String(value));
  }
  const path = [page, ...rest].map(encodeURIComponent).join('/');
  return `#/${path}${parts.size > 0 ? `?${parts}` : ''}`;
}

/** A new entry of the browser's history. */
export function go(page: string, rest: readonly string[] = [], query: Change = {}): void {
  location.hash = text(page, rest, query);
}

/** Changes parts of the query where one is; null takes a part out. Filters replace the entry, so that Back leaves the page. */
export function change(changes: Change): void {
  const now = parse(location.hash);
  const hash = text(now.page, now.rest, { ...now.query, ...changes });
  if (hash === location.hash) return;
  history.replaceState(null, '', hash);
  window.dispatchEvent(new HashChangeEvent('hashchange'));
}

export function useAddress(): Address {
  const [address, setAddress] = useState(() => parse(location.hash));
  useEffect(() => {
    const onChange = () => setAddress(parse(location.hash));
    window.addEventListener('hashchange', onChange);
    return () => window.removeEventListener('hashchange', onChange);
  }, []);
  return address;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
