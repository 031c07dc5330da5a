import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

/** Markup whose inserted values have been escaped. */
export type Html = ReturnType<typeof html>;

/** One entry of the bar at the top. */
export interface NavLink {
  href: string;
  label: string;
}

export interface PageParts {
  title: string;
  /** Name of the product the page belongs to, at the left of the bar. */
  product: string;
  nav: NavLink[];
  /** The `href` of the entry the page belongs under. */
  current?: string;
  /** Stands at the right of the bar. */
  aside?: Html;
  body: Html;
}

const MARK = raw(
  '<svg width="22" height="22" viewBox="0 0 22 22" fill="none" stroke="currentColor" stroke-width="2.2" stroke-linecap="round" aria-hidden="true"><path d="M2 15c3.2 0 3.2-4 6.500-4s3.200 4 6.500 4 3-2 5-3"/><path d="M4 8.500c2.300 0 2.500-2.500 5-2.500s2.700 2.500 5.200 2.500S17 7 18.500 6.500" opacity=".55"/></svg>',
);

/** A whole page of the sandbox: bar, content, and a script that keeps live parts up to date. */
export function page(parts: PageParts): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title} · ${parts.product} sandbox</title>
        <link rel="icon" href="data:," />
        <style>
          ${raw(STYLE)}
        </style>
        <script src="/__sandbox/live.js" defer></script>
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="bar">
          <div>
            <a class="brand" href="/">${MARK}<span>${parts.product}</span><span class="tag">sandbox</span></a>
            <nav aria-label="Main">${parts.nav.map((link) => navLink(link, parts.current))}</nav>
            ${parts.aside ?? ''}
          </div>
        </header>
        ${parts.body}
      </body>
    </html>`;
}

function navLink(link: NavLink, current: string | undefined): Html {
  if (link.href === current) return html`<a href="${link.href}" aria-current="page">${link.label}</a>`;
  return html`<a href="${link.href}">${link.label}</a>`;
}

/** Sends a page that runs no script but the sandbox's own and loads nothing from elsewhere. */
export async function pageResponse(markup: Html, status = 200): Promise<Response> {
  return new Response(String(await markup), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
    },
  });
}
