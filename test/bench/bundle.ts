import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { whole, type Row } from './row.ts';

const LIMIT = 300 * 1024;

/** What a deployment uploads. */
export const bundle: Row = {
  name: 'bundle',
  async measure() {
    const file = readFileSync(`${import.meta.dirname}/../../dist/index.js`);
    const size = gzipSync(file).length;
    return [
      {
        what: 'built Worker, gzip',
        figure: `${(size / 1024).toFixed(0)} KiB`,
        target: '< 300 KiB',
        beside: `${whole(file.length / 1024)} KiB before gzip`,
        reached: size < LIMIT,
      },
    ];
  },
};
