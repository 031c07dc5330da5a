import type { Env } from './env.ts';
import type { Services } from './services.ts';
import type { Principal } from './workspace/members/sign-in.ts';

/** What every route is written against. */
export interface AppEnv {
  Bindings: Env;
  Variables: { services: Services; workspaceId: string; principal: Principal };
}
