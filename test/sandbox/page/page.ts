import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

/** Markup whose inserted values have been escaped. */
export type Html = ReturnType<typeof html>;

/** A whole page of the sandbox. */
export function page(parts: { title: string; body: Html }): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${parts.title}</title>
        <style>
          ${raw(STYLE)}
        </style>
      </head>
      <body>
        ${parts.body}
      </body>
    </html>`;
}
