import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare } from 'miniflare';

const root = `${import.meta.dirname}/../`;
const DIST = `${root}dist`;
/** Left alone, the engine tidies its youngest objects only once they fill 64 MB; Cloudflare gives a Worker 128 in all. */
const ENGINE_FLAGS = '--max-semi-space-size=16';

export interface ServerOptions {
  port: number;
  host?: string;
  /** Folder of the databases; without one the state ends with the process. */
  stateDir: string | null;
  variables: Record<string, string>;
}

export interface RunningServer {
  url: string;
  close(): Promise<void>;
}

/** Runs the built Worker on workerd with its databases, listening without anything in between. */
export async function serve({
  port,
  host = '127.0.0.1',
  stateDir,
  variables,
}: ServerOptions): Promise<RunningServer> {
  if (stateDir !== null) mkdirSync(stateDir, { recursive: true });
  process.env['MINIFLARE_WORKERD_V8_FLAGS'] ??= ENGINE_FLAGS;
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      log: new Log(LogLevel.WARN),
      cf: false,
      name: 'groundswell',
      modules: bundle(),
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat'],
      bindings: variables,
      d1Databases: { DIRECTORY: 'directory' },
      durableObjects: {
        WORKSPACE: { className: 'Workspace', useSQLite: true },
        CONNECTION: { className: 'Connection', useSQLite: true },
      },
      unsafeDirectSockets: [{ host, port, serviceName: 'groundswell' }],
      ...(stateDir === null ? {} : { resourcePersistencePath: resolve(stateDir) }),
    }),
  );
  await miniflare.ready;
  await migrateDirectory(miniflare);
  const url = await miniflare.unsafeGetDirectURL('groundswell');
  return {
    url: url.origin,
    close: () => miniflare.dispose(),
  };
}

function bundle() {
  const files = readdirSync(DIST);
  return [
    { type: 'ESModule' as const, path: 'index.js', contents: readFileSync(`${DIST}/index.js`, 'utf8') },
    ...files
      .filter((file) => /\.(sql|css)$/.test(file))
      .map((file) => ({
        type: 'Text' as const,
        path: file,
        contents: readFileSync(`${DIST}/${file}`, 'utf8'),
      })),
  ];
}

/** Applies the directory's migrations, remembered where `wrangler d1 migrations` remembers them. */
async function migrateDirectory(miniflare: Miniflare): Promise<void> {
  const database = await miniflare.getD1Database('DIRECTORY');
  await database.exec(
    'CREATE TABLE IF NOT EXISTS d1_migrations (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)',
  );
  const { results } = await database.prepare('SELECT name FROM d1_migrations').all<{ name: string }>();
  const applied = new Set(results.map((row) => row.name));
  const folder = `${root}server/directory/migrations`;
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .toSorted()) {
    if (applied.has(name)) continue;
    const statements = readFileSync(`${folder}/${name}`, 'utf8').split('--> statement-breakpoint');
    await database.batch([
      ...statements.map((statement) => database.prepare(statement)),
      database.prepare('INSERT INTO d1_migrations (name) VALUES (?)').bind(name),
    ]);
  }
}
