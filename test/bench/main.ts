import { build } from '../../bin/build.ts';
import { ack } from './ack.ts';
import { backfill } from './backfill.ts';
import { bulk } from './bulk.ts';
import { bundle } from './bundle.ts';
import { card } from './card.ts';
import { decay } from './decay.ts';
import { losses } from './losses.ts';
import { repCard } from './rep-card.ts';
import { page } from './page.ts';
import { preview } from './preview.ts';
import { reread } from './reread.ts';
import type { Figure, Row } from './row.ts';
import { salesforce } from './salesforce.ts';
import { score } from './score.ts';
import { signals } from './signals.ts';
import { top } from './top.ts';

const ROWS: Row[] = [
  bundle,
  card,
  repCard,
  ack,
  signals,
  score,
  reread,
  preview,
  decay,
  page,
  bulk,
  backfill,
  salesforce,
  top,
  losses,
];

// Measures all rows, or those named on the command line, one after the other with nothing beside them.
// `--quick` measures a tenth of each, to see that they work.
const wanted = process.argv.slice(2).filter((name) => name !== '--quick');
const scale = process.argv.includes('--quick') ? 0.1 : 1;
const rows = wanted.length === 0 ? ROWS : ROWS.filter((row) => wanted.includes(row.name));
if (rows.length === 0) {
  console.error(`There is no such row. The rows are: ${ROWS.map((row) => row.name).join(', ')}.`);
  process.exit(1);
}

build();
const figures: Figure[] = [];
for (const row of rows) {
  console.log(`measuring ${row.name} …`);
  figures.push(...(await row.measure(scale)));
}
print(figures);
process.exit(figures.every((figure) => figure.reached) ? 0 : 1);

function print(all: Figure[]): void {
  const table = [
    ['what', 'figure', 'must reach', 'beside it, same run', ''],
    ...all.map((row) => [row.what, row.figure, row.target, row.beside, row.reached ? 'reached' : 'SHORT']),
  ];
  const widths = table[0]!.map((_, column) => Math.max(...table.map((row) => row[column]!.length)));
  for (const row of table) console.log(row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
}
