import { refuse, type Result } from '#core/problem.ts';
import { checkModel } from '#core/score/check-model.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { PILLARS, SIGNAL_TYPES, SIGNALS, type Pillar } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { formatNumber, PILLAR_WORDS } from './words.ts';

/** One number of a model, as an admin sees and changes it. */
export interface ModelField {
  /** The name of its input: its place in the model, as `checkModel` names it when it refuses. */
  name: string;
  /** Beside its slider, where the heading above says what it belongs to. */
  label: string;
  /** Where it stands alone: `Half-life of loyalty`. */
  title: string;
  unit: 'days' | 'points' | '%' | '';
  min: number;
  max: number;
  /** The part of the bounds that is of use, so that a slider moves by steps one can see. */
  slider: [min: number, max: number];
}

/** How many of the model's own units one unit of the page is. */
const SCALE: Record<ModelField['unit'], number> = { days: DAY, points: 1, '%': 0.01, '': 1 };

/** Half-life, weight and cap of a pillar. */
export function pillarFields(pillar: Pillar): ModelField[] {
  const name = `pillars.${pillar}`;
  const of = `of ${PILLAR_WORDS[pillar].toLowerCase()}`;
  return [
    field(`${name}.halfLife`, 'Half-life', `Half-life ${of}`, 'days', [1, 3650], [7, 730]),
    field(`${name}.weight`, 'Weight', `Weight ${of}`, '', [0, 1000], [0, 100]),
    field(`${name}.cap`, 'Full at', `Cap ${of}`, 'points', [1, 10_000], [10, 300]),
  ];
}

/** What makes a tier, for everybody. */
export const TIER_FIELDS: readonly ModelField[] = [
  field('enter.candidate', 'Candidate from', 'Candidates from', '', [1, 100]),
  field('enter.advocate', 'Advocate from', 'Advocates from', '', [1, 100]),
  field('enter.champion', 'Champion from', 'Champions from', '', [1, 100]),
  field('leaveAt', 'Left below', 'A tier is left below', '%', [50, 99]),
  field('minConfidence', 'Least confidence', 'Least confidence', '%', [0, 100]),
  field('full', 'Full score at', 'Weight of a full score', '', [0.1, 5000], [1, 150]),
];

/** The strengths of a pillar's signals, in the order of the catalogue; bad news only ever counts against. */
export function strengthFields(pillar: Pillar): (ModelField & { why: string })[] {
  return SIGNAL_TYPES.filter((type) => SIGNALS[type].pillar === pillar).map((type) => {
    const { label, strength, why } = SIGNALS[type];
    const [bounds, slider]: [[number, number], [number, number]] =
      strength < 0
        ? [
            [-200, 0],
            [-100, 0],
          ]
        : [
            [0, 200],
            [0, 100],
          ];
    return { ...field(`strengths.${type}`, label, `Strength of ${label}`, 'points', bounds, slider), why };
  });
}

function field(
  name: string,
  label: string,
  title: string,
  unit: ModelField['unit'],
  [min, max]: [number, number],
  slider: [number, number] = [min, max],
): ModelField {
  return { name, label, title, unit, min, max, slider };
}

/** Every number of a model, in the order of the editor. */
export const MODEL_FIELDS: readonly ModelField[] = [
  ...PILLARS.flatMap(pillarFields),
  ...TIER_FIELDS,
  ...PILLARS.flatMap(strengthFields),
];

/** A number of a model in the unit of its field; float dust of the conversion is wiped off. */
export function valueOf(model: ScoreModel, { name, unit }: ModelField): number {
  let at: unknown = model;
  for (const key of name.split('.')) at = (at as Record<string, unknown>)[key];
  return Number((Number(at) / SCALE[unit]).toPrecision(12));
}

/** A number with its unit: `180 days`, `40 %`, `25`. */
export function inUnit(value: number, { unit }: ModelField): string {
  return unit === '' ? formatNumber(value) : `${formatNumber(value)} ${unit}`;
}

/** What the inputs of a model hold, by their names. */
export function valuesOf(model: ScoreModel): Record<string, string> {
  return Object.fromEntries(MODEL_FIELDS.map((each) => [each.name, String(valueOf(model, each))]));
}

/** A model out of the inputs of a form. Fails with `invalid_input` naming the input, in the page's own units. */
export function readModel(values: Record<string, string>): Result<ScoreModel> {
  const claimed: Record<string, unknown> = {};
  for (const each of MODEL_FIELDS) {
    const text = (values[each.name] ?? '').trim().replace(',', '.');
    const n = Number(text);
    if (text === '' || !Number.isFinite(n)) {
      return refuse('invalid_input', `${each.title} is no number.`, remedyOf(each), each.name);
    }
    place(claimed, each.name.split('.'), each.unit === '%' ? n / 100 : n * SCALE[each.unit]);
  }
  const model = checkModel(claimed);
  if (model.ok) return model;
  const { code, message, remedy, field: at } = model.problem;
  const input = MODEL_FIELDS.find(({ name }) => name === at);
  // The check speaks to programs, in milliseconds and shares.
  const said =
    input?.unit === 'days' || input?.unit === '%' ? remedyOf(input) : remedy.replace(/^Send /, 'Enter ');
  return refuse(code, message, said, at);
}

function remedyOf(of: ModelField): string {
  return `Enter ${inUnit(of.min, { ...of, unit: '' })} to ${inUnit(of.max, of)}.`;
}

function place(into: Record<string, unknown>, [key = '', ...rest]: string[], value: number): void {
  if (rest.length === 0) {
    into[key] = value;
    return;
  }
  const inner = (into[key] ?? {}) as Record<string, unknown>;
  into[key] = inner;
  place(inner, rest, value);
}
