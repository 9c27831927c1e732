import { render } from 'preact';
import { App } from './app/App';
import { applyTheme } from './theme/theme';

applyTheme();
render(<App />, document.getElementById('app')!);
