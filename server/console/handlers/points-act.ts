import { refuse, type Problem } from '#core/problem.ts';
import type { PointsAct } from '#server/workspace/points/points.ts';
import { wholeOf } from './catalogue-form.ts';

type Values = Record<string, string>;

const MAX_REASON = 200;

export const ACTS = ['earn', 'spend', 'claw_back'] as const;
export type ActKind = (typeof ACTS)[number];

/** For whom and by whom something is done. */
export interface ActFor {
  personId: string;
  programme: string;
  by: string;
}

/** Which of the three forms was sent; null where it is none. */
export function kindIn(values: Values): ActKind | null {
  return ACTS.find((each) => each === values['act']) ?? null;
}

/** What was asked of somebody's points as it was typed, or everything that is wrong with it. */
export function readAct(kind: ActKind, values: Values, who: ActFor): PointsAct | Problem[] {
  const text = (name: string) => (values[name] ?? '').trim();
  const [typed, reason, lot] = [text('points'), text('reason'), text('lot')];
  const isAll = kind === 'claw_back' && typed === '';
  const points = wholeOf(typed);
  const wrong: Problem[] = [];
  const fault = (field: string, message: string, remedy: string) => {
    const { problem } = refuse('invalid_input', message, remedy, field);
    wrong.push(problem);
  };
  if (kind === 'claw_back' && lot === '')
    fault('lot', 'Nothing was chosen.', 'Choose the points to take back.');
  if (!isAll && !(points >= 1))
    fault('points', 'This is no number of points.', 'Enter a whole number, such as 50.');
  if (reason === '') fault('reason', 'There is no reason yet.', 'Say what for.');
  if (reason.length > MAX_REASON) {
    const message = `The reason has ${reason.length} characters.`;
    fault('reason', message, `Shorten it to ${MAX_REASON}.`);
  }
  if (wrong.length > 0) return wrong;
  const request = { ...who, key: text('key'), reason };
  return kind === 'claw_back'
    ? { kind, request: { ...request, lot, points: isAll ? null : points } }
    : { kind, request: { ...request, points } };
}

/** A refusal of the workspace in the words of the page. */
export function saidOf(problem: Problem): Problem {
  if (problem.code === 'key_conflict') {
    const message = 'This form was sent before, with something else in it.';
    return {
      code: problem.code,
      message,
      remedy: 'See below what was done then, and send it again if it is still right.',
    };
  }
  if (problem.code === 'not_found' && problem.field === 'lot') {
    return { ...problem, message: 'They have no such points.', remedy: 'Choose some of theirs.' };
  }
  return problem;
}
