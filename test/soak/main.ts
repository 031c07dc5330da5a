import { parseArgs } from 'node:util';
import { build } from '../../bin/build.ts';
import { soak } from './soak.ts';

// `--kills N` kills so many times, 200 unless told; `--seed TEXT` chooses when, and what is asked meanwhile.
const { values } = parseArgs({ options: { kills: { type: 'string' }, seed: { type: 'string' } } });
const kills = Number(values.kills ?? 200);
if (!Number.isSafeInteger(kills) || kills < 1) {
  console.error('--kills wants a whole number from 1 on.');
  process.exit(2);
}
const seed = values.seed ?? String(Date.now());

build();
console.log(`seed ${seed}: killing the runtime ${kills} times under load`);
const begun = performance.now();
const { requests, rewards, signals, restarts, broken } = await soak({
  kills,
  seed,
  tell: (kill, restart) => {
    if (kill % 10 === 0) console.log(`  ${kill} kills, the last one up again after ${restart.toFixed(0)} ms`);
  },
});
const sorted = restarts.toSorted((a, b) => a - b);
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${kills} kills in ${seconds.toFixed(0)} s, ${requests} requests, ${rewards} rewards and ${signals} signals taken; ` +
    `up again after ${sorted[Math.floor(kills / 2)]?.toFixed(0)} ms at the median, ${sorted.at(-1)?.toFixed(0)} ms at most.`,
);
if (broken.length > 0) {
  console.log(`Lost or doubled:\n  ${broken.slice(0, 40).join('\n  ')}`);
  console.log(`See it again with: npm run soak -- --seed ${seed} --kills ${kills}`);
}
process.exit(broken.length === 0 ? 0 : 1);
