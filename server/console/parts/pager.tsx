import { Icon } from './icon.tsx';

/** Leads to the next page of a list, and back to its beginning. */
export function Pager({
  path,
  query,
  next,
}: {
  path: string;
  query: Record<string, string | null>;
  next: string | null;
}) {
  const begun = query['cursor'] !== null && query['cursor'] !== undefined;
  if (next === null && !begun) return null;
  return (
    <nav class="pager" aria-label="Pages">
      {begun ? (
        <a class="button button-quiet" href={linkTo(path, { ...query, cursor: null })}>
          Back to the first page
        </a>
      ) : (
        <span />
      )}
      {next === null ? null : (
        <a class="button button-quiet" rel="next" href={linkTo(path, { ...query, cursor: next })}>
          Next page <Icon name="next" />
        </a>
      )}
    </nav>
  );
}

/** A path with the parameters that say something. */
export function linkTo(path: string, query: Record<string, string | null>): string {
  const given = Object.entries(query).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== '',
  );
  return given.length === 0 ? path : `${path}?${new URLSearchParams(given).toString()}`;
}
