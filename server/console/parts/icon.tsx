const PATHS = {
  overview: 'M3 11.5 10 5l7 6.500M5 10v6.500h10V10',
  people:
    'M7.5 9.500a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM2 16.500c.4-3.2 2.6-5 5.5-5s5.1 1.8 5.5 5M13.5 9.300a2.6 2.6 0 1 0-.6-5M15 11.700c1.8.6 2.8 2.3 3 4.8',
  company: 'M4 17V3.500h7V17M11 8h5v9M2.5 17h15M6.5 6.500h2M6.5 9.500h2M6.5 12.500h2M13 11h1M13 14h1',
  reward:
    'M3.5 9h13v7.500h-13zM2.5 6h15v3h-15zM10 6v10.500M10 6C8 6 5.8 5.4 5.8 3.900c0-1.8 3.5-1.7 4.2 2.1.7-3.8 4.2-3.9 4.2-2.100C14.2 5.4 12 6 10 6Z',
  ledger: 'M4.5 3h11v14l-2.2-1.400L11.1 17l-2.2-1.400L6.7 17l-2.2-1.400zM7.5 7h5M7.5 10h5',
  connections:
    'M8 6.5 10 4.500a3.5 3.5 0 0 1 5 5l-2 2M12 13.500l-2 2a3.5 3.5 0 0 1-5-5l2-2M7.8 12.200l4.4-4.4',
  deliveries: 'M17.5 2.5 2.5 8.300l6 3.2 3.2 6zM8.5 11.500l4.5-4.5',
  audit: 'M10 17.500a7.5 7.5 0 1 0-7.3-5.800M10 5.800V10l2.8 1.700M2.2 8.500l.6 3.3 3.2-.8',
  matches: 'M7.5 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10ZM12.5 15a5 5 0 1 0 0-10 5 5 0 0 0 0 10Z',
  moves: 'M3 7.5h12M11.5 4 15 7.5 11.500 11M17 12.500H5M8.500 9 5 12.500 8.5 16',
  sliders: 'M3 6h7M14 6h3M3 14h3M10 14h7M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  import: 'M10 3v9M6 8.5l4 4 4-4M3.5 14.5v2.5h13v-2.5',
  gate: 'M10 17.500a7.5 7.5 0 1 0 0-15 7.5 7.5 0 0 0 0 15ZM4.7 4.700l10.6 10.600',
  menu: 'M3 6h14M3 10h14M3 14h14',
  external: 'M8 4.500H4.500v11h11V12M11 3.500h5.500V9M16.2 3.8 9.5 10.5',
  check: 'm4 10.5 4 4 8-9',
  alert: 'M10 6.500v4.500M10 13.800v.2M10 2.8 1.9 16.700h16.200z',
  search: 'M9 15A6 6 0 1 0 9 3a6 6 0 0 0 0 12ZM13.5 13.5 17.5 17.5',
  next: 'm8 4.5 5.5 5.500L8 15.5',
} as const;

export type IconName = keyof typeof PATHS;

/** A line drawing that only repeats what the words beside it say. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg class="icon" width="20" height="20" viewBox="0 0 20 20" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
