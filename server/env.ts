import type { Connection } from './connection/connection.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What the platform binds to the Worker: variables are checked in `config.ts` before use. */
export interface Env {
  DIRECTORY: D1Database;
  WORKSPACE: DurableObjectNamespace<Workspace>;
  CONNECTION: DurableObjectNamespace<Connection>;
  [variable: string]: unknown;
}
