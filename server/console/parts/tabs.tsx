import { formatNumber } from './words.ts';

export interface Tab {
  label: string;
  href: string;
  current: boolean;
  n: number | null;
}

/** The same list cut different ways; each cut is a page of its own. */
export function Tabs({ label, tabs }: { label: string; tabs: Tab[] }) {
  return (
    <nav class="tabs" aria-label={label}>
      <ul>
        {tabs.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current ? 'page' : undefined}>
              {tab.label}
              {tab.n === null ? null : <span class="tab-count">{formatNumber(tab.n)}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
