/** @jsxImportSource react */
import { Children, type ReactNode } from 'react';

interface TextProps {
  variant?: 'bodytext' | 'microcopy';
  format?: { fontWeight?: 'regular' | 'bold' | 'demibold' };
  children?: ReactNode;
}

export function Text({ variant = 'bodytext', format, children }: TextProps) {
  return (
    <span className={`text ${variant} ${format?.fontWeight ?? ''}`} dir="auto">
      {children}
    </span>
  );
}

export function Heading({ children }: { children?: ReactNode }) {
  return (
    <h3 className="heading" dir="auto">
      {children}
    </h3>
  );
}

interface LinkProps {
  href: string | { url: string; external?: boolean };
  children?: ReactNode;
}

export function Link({ href, children }: LinkProps) {
  const { url, external = false } = typeof href === 'string' ? { url: href } : href;
  return (
    <a
      className="link"
      href={url}
      dir="auto"
      {...(external ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
    >
      {children}
      {external && <span aria-hidden="true"> ↗</span>}
      {external && <span className="unseen"> (opens in a new tab)</span>}
    </a>
  );
}

interface StatusTagProps {
  variant?: 'danger' | 'warning' | 'info' | 'success' | 'default';
  children?: ReactNode;
}

export function StatusTag({ variant = 'default', children }: StatusTagProps) {
  return (
    <span className={`status ${variant}`}>
      <i aria-hidden="true" />
      {children}
    </span>
  );
}

export function List({ children }: { children?: ReactNode }) {
  return <ul className="list">{Children.map(children, (child) => child && <li>{child}</li>)}</ul>;
}
