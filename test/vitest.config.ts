import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vitest/config';

/** Migrations and styles are imported as text, as the Worker's bundler does. */
const text: Plugin = {
  name: 'text',
  enforce: 'pre',
  load(id) {
    const file = id.split('?')[0] ?? id;
    if (!/\.(sql|css)$/.test(file)) return null;
    return `export default ${JSON.stringify(readFileSync(file, 'utf8'))};`;
  },
};

const alias = {
  // The same code runs in plain Node, where the platform's base classes are empty.
  'cloudflare:workers': `${import.meta.dirname}/support/cloudflare-workers.ts`,
};

const results = process.env['TEST_RESULTS'];

export default defineConfig({
  test: {
    // Much of a test is waiting, for a window of a vendor's or a browser: a third file fills it.
    maxWorkers: 3,
    reporters: results === undefined ? ['default'] : ['default', ['json', { outputFile: results }]],
    projects: [
      {
        plugins: [text],
        resolve: { alias },
        test: {
          name: 'node',
          // Loading the modules anew for each of four hundred files takes a tenth of the whole run.
          isolate: false,
          include: [
            'test/{core,connectors,slack-app,server,contract,sandbox,worlds}/**/*.test.ts',
            'test/*.test.ts',
          ],
          // Properties of 20,000 runs take seconds, and more where others work beside them.
          testTimeout: 60_000,
        },
      },
      {
        plugins: [text],
        resolve: { alias },
        test: {
          name: 'workerd',
          include: ['test/{e2e,browser}/**/*.test.ts'],
          globalSetup: 'test/support/build.ts',
          testTimeout: 90_000,
          hookTimeout: 90_000,
        },
      },
    ],
  },
});
