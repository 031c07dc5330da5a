import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signalsPage } from './signals-page.ts';

// Writes the catalogue of signals, with the reason for each default, to docs/signals.md.
const page = join(import.meta.dirname, '../docs/signals.md');
writeFileSync(page, signalsPage());
console.log(`wrote ${page}`);
