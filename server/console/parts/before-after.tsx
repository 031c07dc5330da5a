import { formatNumber } from './words.ts';

/** `120 → 95`; one number where nothing changes. */
export function BeforeAfter({ before, after }: { before: number; after: number }) {
  if (before === after) return <>{formatNumber(after)}</>;
  return (
    <>
      <span class="quiet">{formatNumber(before)}</span> <Becomes /> {formatNumber(after)}
    </>
  );
}

/** An arrow that is read out as a word. */
export function Becomes() {
  return (
    <>
      <span aria-hidden="true">→</span>
      <span class="visually-hidden">to</span>
    </>
  );
}
