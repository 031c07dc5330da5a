// Runs on any Node from 20 on, before anything is installed: brings in what package.json asks for, once.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stamp = `${root}node_modules/.installed-for`;
const wanted = createHash('sha256')
  .update(readFileSync(`${root}package.json`))
  .digest('hex');
const installed = existsSync(stamp) ? readFileSync(stamp, 'utf8') : '';

if (installed !== wanted) {
  console.log('Installing what Groundswell needs (about a minute, the first time only) …');
  // `npm install`, not `npm ci`: packages with a binary for each platform are not all listed in the lock.
  const run = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (run.status !== 0) {
    console.error(
      'The installation failed; the lines above say why. Mend that and run the same command again.',
    );
    process.exit(run.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}
