import { readFileSync } from 'node:fs';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundle } from '../../../bin/build.ts';

const folder = import.meta.dirname;
const out = `${folder}/../../../dist/hello`;

/** Runs the bare Hono Worker on a workerd of its own; gives its address. */
export async function serveHello(): Promise<{ url: string; close(): Promise<void> }> {
  bundle(folder, out);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'hello',
      cf: false,
      modules: [{ type: 'ESModule', path: 'index.js', contents: readFileSync(`${out}/index.js`, 'utf8') }],
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat'],
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, serviceName: 'hello' }],
    }),
  );
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL('hello');
  return { url: origin, close: () => miniflare.dispose() };
}
