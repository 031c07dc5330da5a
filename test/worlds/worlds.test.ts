import { expect, test, vi } from 'vitest';
import { live } from './run.ts';

vi.spyOn(console, 'error').mockImplementation(() => {});

test('worlds', async () => {
  const start = performance.now();
  let bad = 0;
  for (let n = 0; n < 300; n += 1) {
    const broken = await live(`world ${n}`);
    if (broken.length > 0 && bad++ < 6) console.log(n, broken.join('\n'));
  }
  console.log('bad', bad, performance.now() - start);
  expect(bad).toBe(0);
}, 60000);
