import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { until } from '#test/support/running.ts';

const root = fileURLToPath(new URL('../..', import.meta.url).href);

/** A program of this project running as a process of its own, in a group of its own. */
export interface Spawned {
  output(): string;
  hasEnded(): boolean;
  /** Its exit code, once it has ended; null where a signal ended it. */
  ended: Promise<number | null>;
  /** Asks the program to end, as a service manager would. */
  stop(): void;
  /** Ends the program and everything it started, with no time for anything. */
  kill(): void;
}

/** Starts `node <file>` with exactly these variables beside those every program needs. */
export function spawnProgram(file: string, variables: Record<string, string>): Spawned {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [file], {
    cwd: root,
    env: { PATH, HOME, ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own: workerd is to die with the program that started it.
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  return {
    output: () => output,
    hasEnded: () => child.exitCode !== null || child.signalCode !== null,
    ended: new Promise((resolve) => child.once('exit', (code) => resolve(code))),
    stop: () => child.kill('SIGTERM'),
    kill: () => killGroup(child),
  };
}

/** Resolves once the server answers; throws with what it said where it ends instead. */
export async function untilUp(server: Spawned, url: string): Promise<void> {
  await until(async () => {
    if (server.hasEnded()) throw new Error(`the server ended:\n${server.output()}`);
    return fetch(`${url}/healthz`).then(
      (response) => response.ok,
      () => false,
    );
  }, `the server at ${url}`);
}

function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    // Gone already.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
