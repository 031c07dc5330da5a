import type { Child } from 'hono/jsx';

/** A page's title, a line on what it is for, and what can be done here. */
export function Heading({ title, lead, children }: { title: Child; lead?: Child; children?: Child }) {
  return (
    <div class="heading">
      <div>
        <h1>{title}</h1>
        {lead === undefined ? null : <p class="lead">{lead}</p>}
      </div>
      {children === undefined ? null : <div class="heading-actions">{children}</div>}
    </div>
  );
}
