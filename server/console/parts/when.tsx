import { ago, formatDay, formatTime } from './ago.ts';

/** A moment as people say it, with the exact time behind it. */
export function When({ at, now }: { at: number; now: number }) {
  return (
    <time datetime={new Date(at).toISOString()} title={formatTime(at)}>
      {ago(at, now)}
    </time>
  );
}

/** A day; for things whose hour means nothing. */
export function Day({ at }: { at: number }) {
  return (
    <time datetime={new Date(at).toISOString()} title={formatTime(at)}>
      {formatDay(at)}
    </time>
  );
}

/** The exact minute, or second, for books and trails. */
export function Moment({ at, seconds = false }: { at: number; seconds?: boolean }) {
  return <time datetime={new Date(at).toISOString()}>{formatTime(at, seconds)}</time>;
}
