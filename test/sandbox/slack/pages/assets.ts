import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ASSETS: Record<string, string> = {
  'slack.css': 'text/css; charset=utf-8',
  'slack.js': 'text/javascript; charset=utf-8',
  'timeline.js': 'text/javascript; charset=utf-8',
  'actions.js': 'text/javascript; charset=utf-8',
  'wire.js': 'text/javascript; charset=utf-8',
  'modal.js': 'text/javascript; charset=utf-8',
};

/** A style sheet or script of the pages; 404 for any other name. */
export async function asset(name: string): Promise<Response> {
  const type = Object.hasOwn(ASSETS, name) ? ASSETS[name] : undefined;
  if (type === undefined) return new Response('Not found', { status: 404 });
  const content = await readFile(fileURLToPath(new URL(`browser/${name}`, import.meta.url).href), 'utf8');
  return new Response(content, { headers: { 'content-type': type, 'cache-control': 'no-cache' } });
}
