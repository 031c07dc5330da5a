import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { html, type Markup } from './html.ts';

const STYLES = ['base', 'frame', 'message', 'block', 'field', 'dialog', 'controls', 'consent', 'narrow'];
const SCRIPTS = ['slack', 'wire', 'timeline', 'actions', 'modal', 'controls'];

/** The style sheets, in the order in which later ones may overrule earlier ones. */
export function styleLinks(): Markup {
  return html`${STYLES.map((name) => html`<link rel="stylesheet" href="/slack-assets/${name}.css" />`)}`;
}

/** A style sheet or script of the pages; 404 for any other name. */
export async function asset(name: string): Promise<Response> {
  const type = typeOf(name);
  if (type === null) return new Response('Not found', { status: 404 });
  const content = await readFile(fileURLToPath(new URL(`browser/${name}`, import.meta.url).href), 'utf8');
  return new Response(content, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}

function typeOf(name: string): string | null {
  if (STYLES.some((style) => `${style}.css` === name)) return 'text/css; charset=utf-8';
  return SCRIPTS.some((script) => `${script}.js` === name) ? 'text/javascript; charset=utf-8' : null;
}
