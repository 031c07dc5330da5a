import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifestViolations } from './manifest-violations.ts';

// Holds slack-app/manifest.json against the schema Slack publishes, or against a copy of that in a file.
const SCHEMA_URL =
  'https://raw.githubusercontent.com/slackapi/manifest-schema/main/schemas/manifest.schema.2.0.0.json';

try {
  const [file] = process.argv.slice(2);
  const schema = JSON.parse(file === undefined ? await published() : readFileSync(file, 'utf8'));
  const manifest = readFileSync(join(import.meta.dirname, '../slack-app/manifest.json'), 'utf8');
  const violations = manifestViolations(schema, JSON.parse(manifest));
  for (const violation of violations) console.error(violation);
  if (violations.length === 0) console.log('slack-app/manifest.json is what Slack’s schema asks for.');
  else process.exitCode = 1;
} catch (error) {
  console.error(`The schema could not be used. ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}

async function published(): Promise<string> {
  try {
    const response = await fetch(SCHEMA_URL, { signal: AbortSignal.timeout(30_000) });
    if (response.ok) return await response.text();
    throw new Error(`it answered ${response.status}`);
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`Nothing came from ${SCHEMA_URL}: ${why}. Give a copy of it: npm run manifest FILE`, {
      cause,
    });
  }
}
