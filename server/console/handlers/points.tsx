import { Hono, type Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { HoldersPage } from '#server/console/pages/points/holders.tsx';
import { PointsPage } from '#server/console/pages/points/points.tsx';
import { ProgrammePage } from '#server/console/pages/points/programme.tsx';
import { POINTS_PATH } from '#server/console/pages/points/words.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import { statusOf } from '#server/errors.ts';
import { currencyChoices } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusalOf } from './form.ts';
import { programmeFaults, readProgramme, tierRows, valuesOf } from './points-form.ts';
import { refuse, type Problem } from '#core/problem.ts';
import type { PointsProgramme } from '#core/points/programme.ts';

const NOTICES = 50;
const PEOPLE = 25;

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
  .get('/programmes/new', (c) => show(c, null, FRESH, []))
  .get('/programmes/:id', async (c) => {
    const noun = workspaceOf(c).points;
    const id = c.req.param('id');
    const [month, cursor] = [c.req.query('month') ?? null, c.req.query('cursor') ?? null];
    const [found, schedule, people] = await Promise.all([
      noun.programme(id),
      noun.expiry(id),
      noun.holders(id, { limit: PEOPLE, cursor, month }),
    ]);
    if (!found.ok) return problemPage(c, 'No such points', found.problem);
    if (!schedule.ok) return problemPage(c, 'No such points', schedule.problem);
    if (!people.ok) return problemPage(c, 'No such list', people.problem);
    const { items, next } = people.value;
    const data = { programme: found.value, schedule: schedule.value, people: items, month, cursor, next };
    return page(c, { title: found.value.name, here: 'points' }, <HoldersPage data={data} />);
  })
  .get('/programmes/:id/edit', async (c) => {
    const found = await workspaceOf(c).points.programme(c.req.param('id'));
    if (!found.ok) return problemPage(c, 'No such points', found.problem);
    return show(c, found.value, valuesOf(found.value), []);
  })
  .post('/programme', async (c) => {
    const values = await readForm(c);
    const noun = workspaceOf(c).points;
    const known = await noun.programme((values['id'] ?? '').trim());
    const isTaken = known.ok && values['known'] !== 'yes';
    const programme = known.ok && !isTaken ? known.value : null;
    const faults = [...(isTaken ? [taken.problem] : []), ...programmeFaults(values)];
    const read = readProgramme(values);
    if (!read.ok || faults.length > 0) return show(c, programme, values, faults);
    const kept = await noun.put(read.value, c.var.principal.actor);
    if (kept.ok) return redirectWith(c, POINTS_PATH, { done: `${kept.value.name} is saved.` });
    return show(c, programme, values, [kept.problem]);
  });

const taken = refuse('key_conflict', 'Another programme has this id.', 'Choose another.', 'id');

async function show(
  c: Context<AppEnv>,
  programme: PointsProgramme | null,
  values: Record<string, string>,
  problems: readonly Problem[],
): Promise<Response> {
  const refused = refusalOf('programme', problems, values);
  const data = { programme, values, rows: tierRows(values), refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const title = programme?.name ?? 'New programme';
  const body = (
    <Currencies.Provider value={await currencyChoices(c)}>
      <ProgrammePage data={data} />
    </Currencies.Provider>
  );
  return page(c, { title, here: 'points', status }, body);
}
