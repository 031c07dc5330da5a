import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { PointsPage } from '#server/console/pages/points/points.tsx';
import { ProgrammePage } from '#server/console/pages/points/programme.tsx';
import { POINTS_PATH } from '#server/console/pages/points/words.ts';
import { statusOf } from '#server/errors.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusal } from './form.ts';
import { readProgramme, tierRows, valuesOf } from './points-form.ts';
import { refuse, type Problem } from '#core/problem.ts';
import type { PointsProgramme } from '#core/points/programme.ts';

const NOTICES = 50;

/** What stands in the form of a new programme. */
const FRESH = {
  'expiry.kind': 'inactivity',
  'expiry.days': '365',
  holdDays: '14',
  noticeDays: '30',
  'cost.points': '100',
  'cost.amount': '1.00',
  'cost.currency': 'USD',
  'tiers.0.qualify': '0',
  'tiers.0.multiplier': '1',
};

/** Programmes of points, what they cost, and the form for each. */
export const points = new Hono<AppEnv>()
  .get('/', async (c) => {
    const noun = workspaceOf(c).points;
    const [programmes, liability, notices] = await Promise.all([
      noun.programmes(),
      noun.liability(),
      noun.notices(NOTICES, null),
    ]);
    const data = { programmes, liability, notices: notices.ok ? notices.value.items : [] };
    return page(c, { title: 'Points', here: 'points' }, <PointsPage data={data} />);
  })
  .get('/programmes/new', (c) => show(c, null, FRESH, null))
  .get('/programmes/:id', async (c) => {
    const found = await workspaceOf(c).points.programme(c.req.param('id'));
    if (!found.ok) return problemPage(c, 'No such points', found.problem);
    return show(c, found.value, valuesOf(found.value), null);
  })
  .post('/programme', async (c) => {
    const values = await readForm(c);
    const noun = workspaceOf(c).points;
    const claimed = readProgramme(values);
    const known = await noun.programme((values['id'] ?? '').trim());
    const isTaken = known.ok && values['known'] !== 'yes';
    const read = isTaken ? taken() : claimed;
    const kept = read.ok ? await noun.put(read.value, c.var.principal.actor) : read;
    if (kept.ok) return redirectWith(c, POINTS_PATH, { done: `${kept.value.name} is saved.` });
    return show(c, known.ok && !isTaken ? known.value : null, values, kept.problem);
  });

function taken() {
  return refuse('key_conflict', 'Another programme has this id.', 'Choose another.', 'id');
}

async function show(
  c: Context<AppEnv>,
  programme: PointsProgramme | null,
  values: Record<string, string>,
  problem: Problem | null,
): Promise<Response> {
  const refused = problem === null ? null : refusal('programme', problem, values);
  const data = { programme, values, rows: tierRows(values), refused };
  const status = problem === null ? 200 : statusOf(problem.code);
  const title = programme?.name ?? 'New programme';
  return page(c, { title, here: 'points', status }, <ProgrammePage data={data} />);
}
