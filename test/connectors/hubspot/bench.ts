import PQueue from 'p-queue';
import { testPortal } from './portal.ts';
const scale = Number(process.argv[3] ?? 3),
  n = Number(process.argv[2] ?? 20000);
const p = testPortal({ contacts: n, companies: 600, deals: 300, knobs: { latencyMs: 250 / scale } });
p.clock.at = Date.now();
const calls = new PQueue({ concurrency: 6, intervalCap: 110, interval: 10000 / scale, strict: true });
const searches = new PQueue({ concurrency: 2, intervalCap: 4, interval: 1000 / scale, strict: true });
let used = 0;
const c = p.connect({
  spend: (b, call) => {
    if (b === 'call') used++;
    return (b === 'search' ? searches : calls).add(call);
  },
});
const t = performance.now();
let read = 0,
  last = 0;
const cpu = process.cpuUsage();
for await (const s of c.backfill(null)) {
  read += s.read;
}
const ms = (performance.now() - t) * scale;
const need = Math.ceil(n / 100) + 6 + 3 + 1;
console.log({
  read,
  used,
  need,
  seconds: ms / 1000,
  floorAvg: need / 11,
  ratioAvg: need / 11 / (ms / 1000),
  floorWindows: Math.floor((need - 1) / 110) * 10,
  cpuMs: process.cpuUsage(cpu).user / 1000,
});
