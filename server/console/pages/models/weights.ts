import { totalWeight, type ScoreModel } from '#core/score/model.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import { pillarFields } from '#server/console/parts/model-fields.ts';
import { formatNumber } from '#server/console/parts/words.ts';

const WEIGHTS = PILLARS.map((pillar) => pillarFields(pillar)[1]!.name);

/** What stands beside the weights of a form and its full score: `46 % of 130`; nothing where they are no numbers. */
export function sharesOf(values: Record<string, string>): Record<string, string> {
  const total = WEIGHTS.reduce((sum, name) => sum + numberOf(values[name]), 0);
  if (!(total > 0 && total < Infinity)) return {};
  const names = [...WEIGHTS, 'full'].filter((name) => Number.isFinite(numberOf(values[name])));
  return Object.fromEntries(
    names.map((name) => [
      name,
      `${Math.round((100 * numberOf(values[name])) / total)} % of ${formatNumber(total)}`,
    ]),
  );
}

/** Says where a full score has become easier or harder by the weights alone; null where it has not. */
export function levelWarning(published: ScoreModel, model: ScoreModel): string | null {
  const total = totalWeight(model);
  const level = (published.full * total) / totalWeight(published);
  if (Math.abs(model.full - level) < total / 200) return null;
  const now = `Full score at ${formatNumber(model.full)} of ${formatNumber(total)}`;
  const was = `${formatNumber(published.full)} of ${formatNumber(totalWeight(published))} as published`;
  const moves = model.full < level ? 'everybody rises' : 'everybody falls';
  return `${now}, against ${was}: ${moves}. ${formatNumber(Number(level.toFixed(1)))} keeps the level.`;
}

function numberOf(text = ''): number {
  return text.trim() === '' ? NaN : Number(text.replace(',', '.'));
}
