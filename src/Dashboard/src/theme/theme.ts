import { useEffect, useState } from 'preact/hooks';

export type Theme = 'system' | 'light' | 'dark';

const NAME = 'st.theme';
const dark = matchMedia('(prefers-color-scheme: dark)');
const changed = new EventTarget();

export function chosenTheme(): Theme {
  const stored = localStorage.getItem(NAME);
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') localStorage.removeItem(NAME);
  else localStorage.setItem(NAME, theme);
  applyTheme();
}

export function applyTheme(): void {
  const theme = chosenTheme();
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  changed.dispatchEvent(new Event('change'));
}

export function isDark(): boolean {
  const theme = chosenTheme();
  return theme === 'system' ? dark.matches : theme === 'dark';
}

/** Whether the page is dark now; charts are drawn anew when that changes, since a canvas knows no style sheet. */
export function useDark(): boolean {
  const [now, setNow] = useState(isDark);
  useEffect(() => {
    const look = () => setNow(isDark());
    changed.addEventListener('change', look);
    dark.addEventListener('change', look);
    return () => {
      changed.removeEventListener('change', look);
      dark.removeEventListener('change', look);
    };
  }, []);
  return now;
}
