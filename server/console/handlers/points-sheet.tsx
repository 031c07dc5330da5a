import { Hono, type Context } from 'hono';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { ConfirmActPage } from '#server/console/pages/points/confirm.tsx';
import { SheetPage } from '#server/console/pages/points/sheet.tsx';
import { pointsWords, sheetHref } from '#server/console/pages/points/words.ts';
import { statusOf } from '#server/errors.ts';
import { randomToken } from '#server/tokens.ts';
import type { PointsReceipt } from '#server/workspace/points/movements.ts';
import type { PointsSheet } from '#server/workspace/points/sheet.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusalOf } from './form.ts';
import { ACTS, kindIn, readAct, saidOf, type ActKind } from './points-act.ts';

type SheetContext = Context<AppEnv, '/programmes/:id/people/:person'>;

const MOVEMENTS = 50;

/** One person's points of one programme, and what is done to them by hand. */
export const pointsSheet = new Hono<AppEnv>()
  .get('/programmes/:id/people/:person', async (c) => {
    const found = await load(c);
    if (!found.ok) return problemPage(c, 'No such points', found.problem);
    const { person, programme } = found.value;
    if (person.id !== c.req.param('person')) return c.redirect(sheetHref(programme.id, person.id), 301);
    return show(c, found.value, null);
  })
  .post('/programmes/:id/people/:person', async (c) => {
    const values = await readForm(c);
    const found = await load(c);
    if (!found.ok) return problemPage(c, 'No such points', found.problem);
    const sheet = found.value;
    const kind = kindIn(values);
    if (kind === null) return show(c, sheet, null);
    const refuse = (problems: readonly Problem[]) => show(c, sheet, { form: kind, values, problems });
    if (values['do'] === 'back') return refuse([]);
    const { actor } = c.var.principal;
    const read = readAct(kind, values, {
      personId: sheet.person.id,
      programme: sheet.programme.id,
      by: actor,
    });
    if (Array.isArray(read)) return refuse(read);
    const noun = workspaceOf(c).points;
    if (values['do'] !== 'confirmed') {
      const tried = await noun.tryOut(read);
      if (!tried.ok) return refuse([saidOf(tried.problem)]);
      const data = { sheet, act: read, tried: tried.value, values };
      return page(c, { title: 'Are you sure?', here: 'points' }, <ConfirmActPage data={data} />);
    }
    const made = await noun.act(read);
    if (!made.ok) return refuse([saidOf(made.problem)]);
    const to = `${sheetHref(sheet.programme.id, sheet.person.id)}#movements`;
    return redirectWith(c, to, { done: doneWords(made.value, sheet.person.name) });
  });

function load(c: SheetContext) {
  const query = { limit: MOVEMENTS, cursor: c.req.query('cursor') ?? null };
  return workspaceOf(c).points.sheet(c.req.param('person'), c.req.param('id'), query);
}

interface Typed {
  form: ActKind;
  values: Record<string, string>;
  /** None where somebody only went back to it. */
  problems: readonly Problem[];
}

/** The page, with a form as it was typed: it keeps its key, unless something else was done under that. */
function show(c: SheetContext, sheet: PointsSheet, typed: Typed | null): Promise<Response> {
  const keys = Object.fromEntries(ACTS.map((kind) => [kind, `console:${randomToken()}`]));
  const kept = typed?.values['key'] ?? '';
  const isUsed = typed?.problems.some(({ code }) => code === 'key_conflict') === true;
  if (typed !== null && kept.startsWith('console:') && !isUsed) keys[typed.form] = kept;
  const refused = typed === null ? null : refusalOf(typed.form, typed.problems, typed.values);
  const data = { sheet, cursor: c.req.query('cursor') ?? null, keys, typed, refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const title = `${sheet.person.name}, ${sheet.programme.name}`;
  return page(c, { title, here: 'points', status }, <SheetPage data={data} />);
}

function doneWords({ kind, points }: PointsReceipt, name: string): string {
  if (kind === 'earn') return `${name} got ${pointsWords(points)}.`;
  const verb = kind === 'spend' ? 'spent' : 'taken back';
  return `${pointsWords(points)} of ${name} ${points === 1 ? 'is' : 'are'} ${verb}.`;
}
