import { allowWorkerModules } from '#test/support/worker-modules.ts';

allowWorkerModules();
const { live } = await import('./rewards/live.ts');

// What doors that throw leave in the log is of no interest here.
console.error = () => {};

// `--count N` lives so many worlds, from `--seed N` on (0 unless told); a seed alone lives that one and tells its story.
const seed = numberAfter('--seed');
const count = numberAfter('--count') ?? (seed === null ? 10_000 : 1);
const first = seed ?? 0;

const begun = performance.now();
const { user, system } = process.cpuUsage();
for (let n = first; n < first + count; n += 1) {
  const { broken, trace } = await live(`rewards ${n}`);
  if (broken.length === 0 && count > 1) continue;
  console.log(trace.map((line, step) => `${String(step + 1).padStart(3)}  ${line}`).join('\n'));
  if (broken.length === 0) continue;
  console.log(
    `\nseed ${n} broke:\n  ${broken.join('\n  ')}\nSee it again with: npm run worlds -- --seed ${n}`,
  );
  process.exit(1);
}
const used = process.cpuUsage({ user, system });
const rate = (milliseconds: number) => Math.round((count / milliseconds) * 1000);
console.log(
  `${count} worlds from seed ${first} broke no rule: ${rate(performance.now() - begun)} a second, ` +
    `${rate((used.user + used.system) / 1000)} a second of CPU.`,
);

function numberAfter(name: string): number | null {
  const place = process.argv.indexOf(name);
  if (place === -1) return null;
  const number = Number(process.argv[place + 1]);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  console.log(`${name} wants a whole number from 0 on.`);
  process.exit(2);
}
