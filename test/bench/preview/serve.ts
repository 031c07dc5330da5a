import { readFileSync, readdirSync } from 'node:fs';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundle } from '../../../bin/build.ts';

const folder = import.meta.dirname;
const out = `${folder}/../../../dist/preview`;

/** Runs the bench's Worker on a workerd of its own; gives its address. */
export async function serveWorld(): Promise<{ url: string; close(): Promise<void> }> {
  bundle(folder, out);
  const read = (path: string) => readFileSync(`${out}/${path}`, 'utf8');
  const statements = readdirSync(out).filter((file) => file.endsWith('.sql'));
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??= '--max-semi-space-size=16';
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'preview',
      cf: false,
      modules: [
        { type: 'ESModule', path: 'index.js', contents: read('index.js') },
        ...statements.map((path) => ({ type: 'Text' as const, path, contents: read(path) })),
      ],
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat'],
      durableObjects: { WORLD: { className: 'World', useSQLite: true } },
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, serviceName: 'preview' }],
    }),
  );
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL('preview');
  return { url: origin, close: () => miniflare.dispose() };
}
