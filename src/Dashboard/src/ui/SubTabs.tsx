import { useRef } from 'preact/hooks';

interface Props {
  label: string;
  tabs: readonly { id: string; text: string }[];
  active: string;
  onChange: (id: string) => void;
}

/** Tabs within a page; arrow keys go from one to the next. */
export function SubTabs({ label, tabs, active, onChange }: Props) {
  const list = useRef<HTMLDivElement>(null);
  const move = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    const index = tabs.findIndex((tab) => tab.id === active);
    const next = tabs[(index + step + tabs.length) % tabs.length]!;
    onChange(next.id);
    list.current?.querySelector<HTMLButtonElement>(`[data-tab="${next.id}"]`)?.focus();
  };
  return (
    <div ref={list} class="subtabs" role="tablist" aria-label={label} onKeyDown={move}>
      {tabs.map((tab) => (
        <button key={tab.id} type="button" role="tab" data-tab={tab.id} aria-selected={tab.id === active} tabIndex={tab.id === active ? 0 : -1} onClick={() => onChange(tab.id)}>
          {tab.text}
        </button>
      ))}
    </div>
  );
}
