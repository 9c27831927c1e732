import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { useAddress } from '../address/address';
import { Failure, Notice } from '../ui/Notice';
import { Toasts } from '../ui/toasts';
import { Health } from './Health';
import { PAGES, type PageEntry, type PageProps } from './pages';
import { SignedIn } from './SignedIn';
import { ThemeChoice } from './ThemeChoice';

/** The frame of every page: name, tabs, health of the product, and what is said in passing. */
export function App() {
  const address = useAddress();
  const entry = address.page === '' ? PAGES[0] : PAGES.find((page) => page.id === address.page);
  const main = useRef<HTMLElement>(null);
  useEffect(() => {
    document.title = `${entry?.title ?? 'Not found'} – ServerlessTraining`;
  }, [entry]);
  return (
    <div class="frame">
      <a class="skip" href="#main" onClick={(event) => { event.preventDefault(); main.current?.focus(); }}>Skip to the content</a>
      <header>
        <a class="name" href="#/queue"><img src="./favicon.svg" alt="" />ServerlessTraining</a>
        <nav aria-label="Pages">
          {PAGES.map((page) => (
            <a key={page.id} href={`#/${page.id}`} aria-current={page === entry ? 'page' : undefined}>{page.title}</a>
          ))}
        </nav>
        <Health />
        <ThemeChoice />
      </header>
      <main ref={main} id="main" tabIndex={-1}>
        <SignedIn>
          {entry ? <Opened key={entry.id} entry={entry} rest={address.rest} query={address.query} /> : (
            <Notice kind="warning" title="There is no such page.">The address names "{address.page}". The pages are in the bar above.</Notice>
          )}
        </SignedIn>
      </main>
      <footer>
        <span>All times are UTC.</span>
        <span>Candle charts: <a href="https://www.tradingview.com/" rel="noreferrer">TradingView</a> Lightweight Charts™</span>
      </footer>
      <Toasts />
    </div>
  );
}

function Opened({ entry, rest, query }: { entry: PageEntry } & PageProps) {
  const [page, setPage] = useState<{ Page: ComponentType<PageProps> } | null>(null);
  const [error, setError] = useState<unknown>();
  useEffect(() => {
    entry.load().then((loaded) => setPage({ Page: loaded.default }), setError);
  }, [entry]);
  if (error !== undefined) return <Failure error={new Error('This page could not be fetched. The product may have been rebuilt: reload.')} />;
  return (
    <>
      <h1>{entry.title}</h1>
      {page ? <page.Page rest={rest} query={query} /> : <p class="loading" role="status">Loading …</p>}
    </>
  );
}
