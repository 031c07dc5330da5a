import type { Estimate } from '#core/score/auc.ts';
import type { BackTestAnswer, Calibration } from '#core/score/back-test.ts';
import { addFilled, emptyFillings, fitWeights, tooThinToFit } from '#core/score/calibrate.ts';
import { cutoffsBefore, holdOut } from '#core/score/cutoffs.ts';
import type { ScoreModel } from '#core/score/model.ts';
import { Panel } from '#core/score/panel.ts';
import { PILLARS, type Pillar } from '#core/signal/catalogue.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import type { Store } from '#server/workspace/store.ts';
import { backTestAt } from './back-test.ts';
import { eachHistory, inTurns, pastPeople } from './past.ts';
import { currentModel } from './published.ts';

/** What calibrating the current model gave, before it is kept as a draft. */
export interface Calibrated extends Omit<Calibration, 'draftId'> {
  /** The version it was learned beside. */
  base: number;
  model: ScoreModel;
  note: string;
}

/** See `Models.calibrate`. */
export async function calibrateModel(store: Store): Promise<Result<Calibrated>> {
  const { version, model: current } = currentModel(store);
  const { fit, test } = holdOut(cutoffsBefore(store.now()));
  const { panel, fillings } = await readPast(store, current, fit);
  const why = tooThinToFit(panel);
  if (why !== null) return tooLittle(why);
  const weights = await inTurns(fitWeights(panel, fillings, current));
  if (weights === null) return tooLittle('No pillar foretold who advocated.');
  const model = withWeights(current, weights);
  const backTest = await backTestAt(store, { model, current }, test);
  const { covered, size, advocated } = panel;
  return ok({
    base: version,
    model,
    note: noteOn(version, test[0]!, backTest),
    fit: { cutoffs: covered, people: size, advocated },
    weights: comparison(current, weights),
    backTest,
  });
}

/** What the draft says of itself, wherever it is listed. */
function noteOn(version: number, from: number, backTest: BackTestAnswer): string {
  const learned = `Weights of version ${version} learned anew from who advocated before ${dayOf(from)}.`;
  if (!backTest.enough) return `${learned} Not tested on later months: ${backTest.why}`;
  const { model, current } = backTest.result.rankings;
  return `${learned} On later months: AUC ${told(model.auc)}; version ${version}: ${told(current.auc)}.`;
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10);
}

function told({ value, low, high }: Estimate): string {
  return `${value.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`;
}

async function readPast(store: Store, model: ScoreModel, cutoffs: readonly number[]) {
  const people = pastPeople(store);
  const rows = people.count * cutoffs.length;
  const panel = new Panel(cutoffs, rows);
  const fillings = emptyFillings(rows);
  await eachHistory(store, people, (_, history) => addFilled(panel, fillings, history, model));
  return { panel, fillings };
}

function tooLittle(why: string): Refusal {
  return refuse('too_little_data', why, 'Calibrate again once more people have advocated.');
}

function withWeights(model: ScoreModel, weights: Record<Pillar, number>): ScoreModel {
  const pillars = { ...model.pillars };
  for (const pillar of PILLARS) pillars[pillar] = { ...pillars[pillar], weight: weights[pillar] };
  return { ...model, pillars };
}

function comparison(model: ScoreModel, weights: Record<Pillar, number>): Calibration['weights'] {
  const compared: Partial<Calibration['weights']> = {};
  for (const pillar of PILLARS) {
    compared[pillar] = { before: model.pillars[pillar].weight, after: weights[pillar] };
  }
  return compared as Calibration['weights'];
}
