import type { Context, Hono } from 'hono';
import { cardRoutes, signedIn } from '#test/sandbox/cards/salesforce/routes.ts';
import { isAct } from '../../hubspot/act.ts';
import { pageResponse } from '../../page/page.ts';
import { actValues } from '../act.ts';
import type { Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { idOf, isDeleted, textOf, type Row } from '../org/row.ts';
import { OBJECTS, type ObjectName } from '../schema/schema.ts';
import { knobsRoutes } from './knobs-routes.ts';
import { listPage, VIEWS, type ListFacts, type View } from './list-page.ts';
import { profileOf } from './profile.ts';
import { recordPage } from './record-page.ts';
import { listHref, LISTED, missingPage, recordHref, type Listed } from './shell.ts';

const PAGE = 50;

/** The org's pages, at the addresses Lightning gives them, and what their buttons do. */
export function pageRoutes(router: Hono, sandbox: Sandbox): void {
  knobsRoutes(router, sandbox);
  cardRoutes(router, sandbox);
  router.get('/', (context) => context.redirect(listHref('Contact')));

  router.get('/lightning/o/:object/list', (context) => {
    const object = LISTED.find((one) => one === context.req.param('object'));
    if (!object) return pageResponse(missingPage(sandbox), 404);
    const { q = '', after = '', view: wanted = 'all' } = context.req.query();
    const view = VIEWS.find((one) => one === wanted) ?? 'all';
    return pageResponse(listPage(sandbox, object, factsFor(sandbox, object, view, q.trim(), after)));
  });

  router.get('/lightning/r/:object/:id/view', (context) =>
    withRecord(sandbox, context, (object, row) =>
      pageResponse(
        recordPage(sandbox, object, row, {
          notice: context.req.query('done') ?? null,
          user: signedIn(sandbox, context),
        }),
      ),
    ),
  );

  router.post('/lightning/r/:object/:id/:deed', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    return withRecord(sandbox, context, (object, row) => {
      const done = perform(sandbox, object, row, context.req.param('deed'), form);
      return context.redirect(`${recordHref(object, idOf(row))}?done=${encodeURIComponent(done)}`, 303);
    });
  });
}

/** A page of the rows a view holds, found by name, address or company. */
function factsFor(sandbox: Sandbox, object: Listed, view: View, query: string, after: string): ListFacts {
  const rows: Row[] = [];
  const wanted = query.toLowerCase();
  for (const row of sandbox.org.table(object).fromId(after)) {
    if (idOf(row) === after || isDeleted(row) !== (view === 'deleted')) continue;
    if (view === 'flagged' && !profileOf(sandbox, object, idOf(row))) continue;
    const text = ['Name', 'Email', 'Company'].map((name) => textOf(row, name)).join(' ');
    if (wanted && !text.toLowerCase().includes(wanted)) continue;
    if (rows.length === PAGE) return { view, query, rows, next: idOf(rows.at(-1) ?? row) };
    rows.push(row);
  }
  return { view, query, rows, next: null };
}

/** Does what a button says and tells what became of it, in a sentence. */
function perform(
  sandbox: Sandbox,
  object: ObjectName,
  row: Row,
  deed: string,
  form: URLSearchParams,
): string {
  const { admin } = sandbox;
  if (deed === 'delete') {
    admin.remove(object, idOf(row));
    return 'It is in the recycle bin.';
  }
  if (deed === 'restore') {
    admin.undelete(object, idOf(row));
    return 'It was undeleted.';
  }
  if (deed === 'convert' && object === 'Lead') {
    admin.convertLead(idOf(row));
    return 'The lead became a contact.';
  }
  if (deed === 'job') {
    admin.update(object, idOf(row), { AccountId: form.get('company') ?? '', Title: form.get('title') ?? '' });
    return 'The new job was saved.';
  }
  if (deed === 'bounce') {
    admin.update(object, idOf(row), {
      EmailBouncedDate: new Date(sandbox.now()).toISOString(),
      EmailBouncedReason: '550 5.1.1 no such user',
    });
    return 'Mail to the address bounced.';
  }
  const act = form.get('act') ?? '';
  if (deed !== 'acts' || !isAct(act)) return 'Nothing was done.';
  admin.update(object, idOf(row), actValues(act, sandbox.now(), null));
  return `Recorded for today: ${act.replaceAll('_', ' ')}.`;
}

function withRecord(
  sandbox: Sandbox,
  context: Context,
  show: (object: ObjectName, row: Row) => Response | Promise<Response>,
): Response | Promise<Response> {
  const object = OBJECTS.find((one) => one === context.req.param('object'));
  const row = object && sandbox.org.get(object, parseId(context.req.param('id') ?? '') ?? '');
  if (!object || !row) return pageResponse(missingPage(sandbox), 404);
  return show(object, row);
}
