import type { Child } from 'hono/jsx';

interface Column {
  label: string | Child;
  /** Where a press on the heading leads, and how the column is sorted now. */
  sort?: { href: string; now: 'ascending' | 'descending' | 'none' };
  kind?: 'number' | 'wide';
}

/**
 * A table that turns into cards where it is too narrow. The roles are written out because the styles that make the
 * cards would otherwise take the table's meaning away from screen readers.
 */
export function Table({
  caption,
  kind,
  columns,
  children,
}: {
  caption: string;
  /** Which table it is, where its columns have widths of their own. */
  kind?: 'books' | 'trail';
  columns: Column[];
  children: Child;
}) {
  return (
    <table class={kind === undefined ? 'table' : `table table-${kind}`} role="table">
      <caption class="visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ label, sort, kind: width }) => (
            <th
              role="columnheader"
              scope="col"
              class={[width ?? '', sort === undefined ? '' : 'sortable'].join(' ').trim() || undefined}
              aria-sort={sort === undefined || sort.now === 'none' ? undefined : sort.now}
            >
              {sort === undefined ? label : <a href={sort.href}>{label}</a>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">{children}</tbody>
    </table>
  );
}

export function Row({ id, children }: { id?: string; children: Child }) {
  return (
    <tr role="row" id={id}>
      {children}
    </tr>
  );
}

/** One cell; `label` is its heading where the table has become cards. */
export function Cell({
  label,
  kind,
  children,
}: {
  label: string;
  kind?: Column['kind'] | 'lead';
  children: Child;
}) {
  return (
    <td role="cell" class={kind} data-label={label}>
      {children}
    </td>
  );
}
