import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { parseEnv } from 'node:util';
import { readConfig, VARIABLES } from '#server/config.ts';

const file = `${import.meta.dirname}/../.dev.vars`;

/** The server's variables from `.dev.vars` and the environment, which wins; ends the process where one is wrong. */
export function readVariables(defaults: Record<string, string> = {}): Record<string, string> {
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  const variables: Record<string, string> = {};
  for (const name of VARIABLES) {
    const value = process.env[name] ?? written[name] ?? defaults[name];
    if (value !== undefined && value !== '') variables[name] = value;
  }
  const config = readConfig(variables);
  if (config.ok) return variables;
  console.error(`Groundswell does not start. ${config.problem.message}.`);
  console.error(config.problem.remedy);
  process.exit(1);
}

/** A free port from the environment, or the one documented; ends the process where it is no port, or taken. */
export async function readPort(name: string, fallback: number): Promise<number> {
  const port = Number(process.env[name] ?? fallback);
  const wrong =
    Number.isInteger(port) && port > 0 && port < 65_536 ? await portProblem(port) : 'is not a port';
  if (wrong === null) return port;
  console.error(
    `Groundswell does not start. ${name} ${process.env[name] ?? fallback} ${wrong}. Set ${name} to a free one.`,
  );
  process.exit(1);
}

async function portProblem(port: number): Promise<string | null> {
  const probe = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      probe.once('error', reject);
      probe.listen(port, '127.0.0.1', resolve);
    });
    return null;
  } catch {
    return 'is taken';
  } finally {
    probe.close();
  }
}
