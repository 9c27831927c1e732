import { useState } from 'preact/hooks';
import { chooseTheme, chosenTheme, type Theme } from '../theme/theme';

export function ThemeChoice() {
  const [theme, setTheme] = useState(chosenTheme);
  const choose = (value: Theme) => {
    chooseTheme(value);
    setTheme(value);
  };
  return (
    <select aria-label="Colours" value={theme} onChange={(event) => choose(event.currentTarget.value as Theme)}>
      <option value="system">System</option>
      <option value="light">Light</option>
      <option value="dark">Dark</option>
    </select>
  );
}
