// Runs on any Node from 20 on, before anything is installed: brings in what package.json asks for, then runs the
// command it was given with the tools that came with it, the right Node first.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

install();
run(process.argv.slice(2));

function install() {
  const stamp = `${root}node_modules/.installed-for`;
  const wanted = createHash('sha256')
    .update(readFileSync(`${root}package.json`))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.log('Installing what Groundswell needs (about a minute, the first time only) …');
  // `npm install`, not `npm ci`: packages with a binary for each platform are not all listed in the lock.
  const done = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  if (done.status !== 0) {
    console.error(
      'The installation failed; the lines above say why. Mend that and run the same command again.',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(stamp, wanted);
}

function run([command, ...words]) {
  const child = spawn(command, words, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, PATH: `${root}node_modules/.bin${delimiter}${process.env.PATH ?? ''}` },
    shell: process.platform === 'win32',
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
}
