/** What a key does on a chart of candles. */
type Step = { go: number } | { zoom: number } | 'pick' | 'leave' | null;

interface Key {
  key: string;
  shiftKey: boolean;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

const MANY = 10;
const CLOSER = 0.7;

/** @param screen How many candles are seen now. */
export function stepOf(event: Key, screen: number): Step {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const page = Math.max(1, Math.round(screen * 0.9));
  switch (event.key) {
    case 'ArrowLeft': return { go: event.shiftKey ? -MANY : -1 };
    case 'ArrowRight': return { go: event.shiftKey ? MANY : 1 };
    case 'PageUp': return { go: -page };
    case 'PageDown': return { go: page };
    case 'Home': return { go: -Infinity };
    case 'End': return { go: Infinity };
    case '+': case '=': return { zoom: CLOSER };
    case '-': return { zoom: 1 / CLOSER };
    case 'Enter': return 'pick';
    case 'Escape': return 'leave';
    default: return null;
  }
}
