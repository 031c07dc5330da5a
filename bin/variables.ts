import { existsSync, readFileSync } from 'node:fs';
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

/** A port from the environment, or the one documented; ends the process where it is no port. */
export function readPort(name: string, fallback: number): number {
  const port = Number(process.env[name] ?? fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  console.error(`${name} is not a port: ${process.env[name]}`);
  process.exit(1);
}
