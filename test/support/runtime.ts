import { runtimes } from '#test/bench/processes.ts';
import { until } from './running.ts';

/**
 * Kills the runtime this process started, with no time for anything, and waits for the one that is started in its
 * place on the same state; gives the milliseconds until it answers.
 */
export async function killRuntime(appUrl: string): Promise<number> {
  const [pid, ...others] = runtimes();
  if (pid === undefined || others.length > 0) throw new Error('there is not exactly one runtime to kill');
  const killed = performance.now();
  process.kill(pid, 'SIGKILL');
  await until(async () => runtimes().some((each) => each !== pid), 'another runtime');
  await until(() => isUp(appUrl), `the server at ${appUrl}`);
  return performance.now() - killed;
}

function isUp(appUrl: string): Promise<boolean> {
  return fetch(`${appUrl}/healthz`).then(
    (response) => response.ok,
    () => false,
  );
}
