import { registerHooks } from 'node:module';

/** Has modules of the Worker load in plain Node from here on, with stand-ins for the platform's base classes. */
export function allowWorkerModules(): void {
  registerHooks({
    resolve: (specifier, context, next) =>
      specifier === 'cloudflare:workers'
        ? { url: new URL('cloudflare-workers.ts', import.meta.url).href, shortCircuit: true }
        : next(specifier, context),
  });
}
