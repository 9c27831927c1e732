/**
 * The functions key, for pages that are not signed in by a cookie (in Azure). It lives as long as the browser's tab: a script of
 * another page cannot read it, and closing the tab forgets it.
 */
const NAME = 'st.key';

export function storedKey(): string | null {
  return sessionStorage.getItem(NAME);
}

export function storeKey(key: string): void {
  sessionStorage.setItem(NAME, key);
}

export function forgetKey(): void {
  sessionStorage.removeItem(NAME);
}
