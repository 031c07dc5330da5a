import { build } from './build.ts';
import { serve } from './serve.ts';
import { readPort, readVariables } from './variables.ts';

const port = await readPort('PORT', 8787);
const variables = readVariables({ PUBLIC_URL: `http://127.0.0.1:${port}` });
build();
const server = await serve({ port, stateDir: process.env['STATE_DIR'] ?? '.state', variables });
console.log(
  `Groundswell listens on ${server.url}. Open ${variables['PUBLIC_URL']}/console and sign in with ADMIN_TOKEN.`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void server.close().then(() => process.exit(0));
  });
}
