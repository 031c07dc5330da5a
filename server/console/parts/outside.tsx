import type { Child } from 'hono/jsx';
import { Icon } from './icon.tsx';

/** A link to a vendor's own page; plain text where the address is no web address. */
export function Outside({ href, children }: { href: string; children: Child }) {
  if (!/^https?:\/\//i.test(href)) return <>{children}</>;
  return (
    <a class="outside" href={href} target="_blank" rel="noreferrer">
      {children}
      {'\u00a0'}
      <Icon name="external" />
      <span class="visually-hidden"> (opens in a new tab)</span>
    </a>
  );
}
