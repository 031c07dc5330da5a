import type { Env } from './env.ts';
import type { Services } from './services.ts';

/** What every route is written against. */
export interface AppEnv {
  Bindings: Env;
  Variables: { services: Services; workspaceId: string };
}
