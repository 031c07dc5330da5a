import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';
import { bundle } from '../../../bin/build.ts';

const folder = import.meta.dirname;
const out = `${folder}/../../../dist/ranked`;

/** The object of `index.ts` on a workerd of its own, its store on disk; gives the address it is asked at. */
export async function serveRanked(): Promise<{ url: string; close(): Promise<void> }> {
  bundle(folder, out);
  const state = mkdtempSync(join(tmpdir(), 'ranked-'));
  const texts = readdirSync(out).filter((file) => file.endsWith('.sql'));
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      name: 'ranked',
      cf: false,
      modules: [
        { type: 'ESModule', path: 'index.js', contents: readFileSync(`${out}/index.js`, 'utf8') },
        ...texts.map((path) => ({
          type: 'Text' as const,
          path,
          contents: readFileSync(`${out}/${path}`, 'utf8'),
        })),
      ],
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat'],
      durableObjects: { RANKED: { className: 'Ranked', useSQLite: true } },
      durableObjectsPersist: state,
      unsafeDirectSockets: [{ host: '127.0.0.1', port: 0, serviceName: 'ranked' }],
    }),
  );
  await miniflare.ready;
  const { origin } = await miniflare.unsafeGetDirectURL('ranked');
  return {
    url: origin,
    async close() {
      await miniflare.dispose();
      rmSync(state, { recursive: true, force: true });
    },
  };
}
