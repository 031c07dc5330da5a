/** The mark: a swell that rises out of calm water. */
export function Mark({ size = 32 }: { size?: number }) {
  return (
    <svg class="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect class="mark-sea" width="32" height="32" rx="9" />
      <path
        class="mark-back"
        d="M0 20.5c5 0 7-9.5 13-9.5 5.5 0 6 6 10 6 3.2 0 5-2.2 9-2.2V23a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9z"
      />
      <path
        class="mark-front"
        d="M0 25c4.5 0 6-5 11-5s7 4.5 12 4.5c3.5 0 5.5-1.5 9-2V23a9 9 0 0 1-9 9H9a9 9 0 0 1-9-9z"
      />
      <circle class="mark-sun" cx="22.5" cy="9.5" r="2.7" />
    </svg>
  );
}

/** The mark with the name, as it heads every page. */
export function Brand() {
  return (
    <span class="brand">
      <Mark />
      <span class="brand-name">Groundswell</span>
    </span>
  );
}
