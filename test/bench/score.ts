import { Engine } from 'json-rules-engine';
import { ageSignals } from '#core/score/columns-age.ts';
import { compileModel } from '#core/score/columns-model.ts';
import { readScores } from '#core/score/columns-read.ts';
import type { SignalColumns } from '#core/score/columns.ts';
import { DEFAULT_MODEL } from '#core/score/model.ts';
import { scoreAt, sumsOfDistinct } from '#core/score/score.ts';
import { SIGNAL_TYPES, SIGNALS } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { seeded } from '#test/sandbox/random.ts';
import { whole, type Row } from './row.ts';

const PEOPLE = 1_000_000;
const SIGNALS_EACH = 20;
const SLICE = 4_096;
const PASSES = 5;
const RULES = 20;
const PEER_PEOPLE = 5_000;
const NOW = Date.UTC(2026, 10, 22);

/** Scores from raw signals on one core, beside a rule engine asked 20 rules about each person. */
export const score: Row = {
  name: 'score',
  async measure(scale) {
    const signals = anySignals(PEOPLE * scale, SIGNALS_EACH);
    const ours = scoreAll(signals);
    checkSome(signals);
    const peer = await askRules(signals, PEER_PEOPLE * scale);
    const times = ours / peer;
    return [
      {
        what: 'scoring people × 20 raw signals',
        figure: `${whole(ours)} people/s, ${whole(times)} times the rule engine`,
        target: '≥ 2,500,000/s or 500 times',
        beside: `json-rules-engine with 20 rules: ${whole(peer)} people/s`,
        reached: ours >= 2_500_000 || times >= 500,
      },
    ];
  },
};

/** Signals of any type and value of the last three years, `each` for everybody. */
export function anySignals(people: number, each: number): SignalColumns {
  const random = seeded('signals');
  const size = people * each;
  const types = new Uint8Array(size);
  const occurredAt = new Float64Array(size);
  const values = new Float64Array(size);
  for (let at = 0; at < size; at += 1) {
    const type = Math.floor(random() * SIGNAL_TYPES.length);
    const { range } = SIGNALS[SIGNAL_TYPES[type]!];
    types[at] = type;
    occurredAt[at] = NOW - Math.floor(random() * 1095 * DAY);
    values[at] = range === null ? NaN : Math.round(range.min + random() * (range.max - range.min));
  }
  return {
    offsets: Uint32Array.from({ length: people + 1 }, (_, at) => at * each),
    types,
    occurredAt,
    values,
  };
}

/** People a second of one core, in slices as a preview takes them. */
function scoreAll(signals: SignalColumns): number {
  const people = signals.offsets.length - 1;
  const compiled = compileModel(DEFAULT_MODEL);
  const begin = cpuSeconds();
  for (let pass = 0; pass < PASSES; pass += 1) {
    for (let from = 0; from < people; from += SLICE) {
      readScores(ageSignals(compiled, sliceOf(signals, from, Math.min(people, from + SLICE)), NOW), NOW);
    }
  }
  return (people * PASSES) / (cpuSeconds() - begin);
}

function sliceOf(signals: SignalColumns, from: number, to: number): SignalColumns {
  return { ...signals, offsets: signals.offsets.subarray(from, to + 1) };
}

/** What was measured is the score itself. */
function checkSome(signals: SignalColumns): void {
  const { propensity } = readScores(
    ageSignals(compileModel(DEFAULT_MODEL), sliceOf(signals, 0, 1_000), NOW),
    NOW,
  );
  for (const [person, points] of propensity.entries()) {
    const expected = scoreAt(DEFAULT_MODEL, sumsOfDistinct(DEFAULT_MODEL, historyOf(signals, person)), NOW);
    if (expected.propensity !== points)
      throw new Error(`person ${person}: ${points}, not ${expected.propensity}`);
  }
}

function historyOf({ offsets, types, occurredAt, values }: SignalColumns, person: number) {
  return Array.from({ length: offsets[person + 1]! - offsets[person]! }, (_, index) => {
    const at = offsets[person]! + index;
    const value = Number.isNaN(values[at]!) ? null : values[at]!;
    return { type: SIGNAL_TYPES[types[at]!]!, occurredAt: occurredAt[at]!, value };
  });
}

/** People a second of one core by a rule engine that is told how often each person did what, and never how long ago. */
async function askRules(signals: SignalColumns, people: number): Promise<number> {
  const engine = new Engine(
    SIGNAL_TYPES.slice(0, RULES).map((type) => ({
      conditions: { all: [{ fact: type, operator: 'greaterThan', value: 0 }] },
      event: { type: 'points', params: { points: DEFAULT_MODEL.strengths[type] } },
    })),
  );
  const begin = cpuSeconds();
  for (let person = 0; person < people; person += 1) {
    const facts = Object.fromEntries(SIGNAL_TYPES.map((type) => [type, 0]));
    for (const { type } of historyOf(signals, person)) facts[type]! += 1;
    const { events } = await engine.run(facts);
    events.reduce((sum, { params }) => sum + Number(params?.['points']), 0);
  }
  return people / (cpuSeconds() - begin);
}

/** Seconds this thread has had of a core: what else the machine does meanwhile is not counted. */
export function cpuSeconds(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1e6;
}
