import { defineConfig } from 'vitest/config';

/** The core's own tests of score and signal as hundreds of mutants meet them: properties 400 times, not 20,000. */
export default defineConfig({
  test: {
    include: ['test/core/{score,signal}/**/*.test.ts'],
    // Whole worlds take half a minute a mutant, and what is made before a test counts for all of them.
    exclude: ['test/core/score/planted.test.ts'],
    testTimeout: 60_000,
    env: { PROPERTY_RUNS: '400' },
  },
});
