import { spawnSync } from 'node:child_process';

const root = `${import.meta.dirname}/../`;

/** Bundles the Worker exactly as a deployment would, into dist/; gives the bundle's path. */
export function build(): string {
  bundle(root, `${root}dist`);
  return `${root}dist/index.js`;
}

/** Bundles the Worker whose wrangler.toml is in `folder`. */
export function bundle(folder: string, outdir: string): void {
  const run = spawnSync('wrangler', ['deploy', '--dry-run', '--outdir', outdir], {
    cwd: folder,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${root}node_modules/.bin:${process.env['PATH'] ?? ''}`,
      WRANGLER_SEND_METRICS: 'false',
      WRANGLER_SEND_ERROR_REPORTS: 'false',
      WRANGLER_HIDE_BANNER: 'true',
      CLOUDFLARE_CF_FETCH_ENABLED: 'false',
      WRANGLER_NO_SKILLS_UPDATE_PROMPTS: 'true',
    },
  });
  if (run.status !== 0) throw new Error(`The Worker does not build:\n${run.stdout}\n${run.stderr}`);
}

if (import.meta.main) console.log(build());
