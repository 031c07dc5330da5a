import type { Config } from './config.ts';
import type { Connection } from './connection/connection.ts';
import { Directory } from './directory/directory.ts';
import type { Env } from './env.ts';
import type { Workspace } from './workspace/workspace.ts';

/** What a request handler may reach. The one place where the parts are wired. */
export interface Services {
  config: Config;
  directory: Directory;
  workspace: (id: string) => DurableObjectStub<Workspace>;
  connection: (id: string) => DurableObjectStub<Connection>;
}

/** Wires the services of one request; everything in it is cheap to build. */
export function createServices(env: Env, config: Config): Services {
  return {
    config,
    directory: new Directory(env.DIRECTORY),
    workspace: (id) => env.WORKSPACE.getByName(id),
    connection: (id) => env.CONNECTION.getByName(id),
  };
}
