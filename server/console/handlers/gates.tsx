import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { GATES_PATH, GatesPage, liftFormOf } from '#server/console/pages/gates.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { readForm, refusal } from './form.ts';

const PAGE = 50;

/** Who is never asked: the lists of domains, and the holds that stand. */
export const gates = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/domains', async (c) => {
    const values = await readForm(c);
    const claimed = { employees: linesOf(values['employees']), competitors: linesOf(values['competitors']) };
    const kept = await workspaceOf(c).gates.setDomains(claimed, c.var.principal.actor);
    if (kept.ok) return redirectWith(c, GATES_PATH, { done: 'The domains are saved.' });
    // The list at fault is a field here; the place in it is told by its name.
    const field = kept.problem.field?.split('.')[0];
    const problem = field === undefined ? kept.problem : { ...kept.problem, field };
    return show(c, refusal('domains', problem, values));
  })
  .post('/lift', async (c) => {
    const values = await readForm(c);
    const { kind = '', connection = '', id = '', reason = '' } = values;
    const noun = workspaceOf(c).gates;
    const lifted =
      kind === 'company'
        ? await noun.liftCompany({ connection, id }, reason, c.var.principal.actor)
        : await noun.liftPerson(id, reason, c.var.principal.actor);
    if (lifted.ok) return redirectWith(c, GATES_PATH, { done: 'The hold is lifted.' });
    if (lifted.problem.field === undefined) return redirectWith(c, GATES_PATH, { problem: lifted.problem });
    return show(c, refusal(liftFormOf(kind, connection, id), lifted.problem, values));
  });

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const noun = workspaceOf(c).gates;
  const cursor = c.req.query('cursor') ?? null;
  const [lists, holds] = await Promise.all([noun.domains(), noun.holds(PAGE, cursor)]);
  const data = {
    lists,
    holds: holds.ok ? holds.value.items : [],
    cursor,
    next: holds.ok ? holds.value.next : null,
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { title: 'Who is never asked', here: 'gates', status }, <GatesPage data={data} />);
}

/** One domain on each line, or commas between; whatever else stands on a line is part of what was typed. */
export function linesOf(text: string | undefined): string[] {
  return (text ?? '')
    .split(/[\r\n,]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
