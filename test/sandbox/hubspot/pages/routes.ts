import type { Context, Hono } from 'hono';
import { cardRoutes, signedIn } from '#test/sandbox/cards/hubspot/routes.ts';
import { pageResponse } from '../../page/page.ts';
import { actProperties, isAct } from '../act.ts';
import type { Sandbox } from '../api.ts';
import { USER } from '../control/records.ts';
import { parseObjectType, type CrmRecord, type ObjectType, type Properties } from '../record.ts';
import { search, searchSchema } from '../search.ts';
import { acceptValue } from '../value.ts';
import { contactPage } from './contact-page.ts';
import { listPage, VIEWS, type ListFacts } from './list-page.ts';
import { missingPage } from './missing-page.ts';
import { recordPage } from './record-page.ts';
import { listHref, recordHref } from './shell.ts';

const PAGE = 50;

/** The portal's pages, at the addresses HubSpot gives them, and what their buttons do. */
export function pageRoutes(router: Hono, sandbox: Sandbox): void {
  const { portal } = sandbox;
  cardRoutes(router, sandbox);

  router.get('/contacts/:portal', (context) => context.redirect(listHref(sandbox, 'contacts')));

  router.get('/contacts/:portal/objects/:type/views/:view/list', (context) => {
    const type = parseObjectType(context.req.param('type'));
    if (!type || !isHere(sandbox, context)) return pageResponse(missingPage(sandbox), 404);
    const { q = '', after = '0', view = 'all' } = context.req.query();
    return pageResponse(listPage(sandbox, type, factsFor(sandbox, type, q.trim(), Number(after) || 0, view)));
  });

  router.get('/contacts/:portal/record/:type/:id', (context) =>
    withRecord(sandbox, context, (type, record) => {
      if (record.id !== Number(context.req.param('id')))
        return context.redirect(recordHref(sandbox, type, record.id));
      const user = signedIn(sandbox, context);
      if (type !== 'contacts') return pageResponse(recordPage(sandbox, type, record, user));
      return pageResponse(contactPage(sandbox, record, context.req.query('done') ?? null, user));
    }),
  );

  router.post('/contacts/:portal/record/:type/:id/:deed', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    return withRecord(sandbox, context, (type, record) => {
      const done = perform(sandbox, type, record, context.req.param('deed'), form);
      return context.redirect(
        `${recordHref(sandbox, type, record.id)}?done=${encodeURIComponent(done)}`,
        303,
      );
    });
  });

  function factsFor(
    world: Sandbox,
    type: ObjectType,
    query: string,
    after: number,
    wanted: string,
  ): ListFacts {
    const view = VIEWS.find((one) => one === wanted) ?? 'all';
    if (view === 'deleted') {
      const { records, next } = portal.tables[type].archivedPage(after, PAGE);
      return { view, query, records, next, total: portal.tables[type].archived.size };
    }
    if (view === 'all' && !query) {
      const { records, next } = portal.tables[type].page(after, PAGE);
      return { view, query, records, next, total: portal.tables[type].size };
    }
    const marked = {
      propertyName: 'groundswell_status',
      operator: 'IN',
      values: ['champion', 'advocate', 'candidate'],
    };
    const found = search(
      portal,
      type,
      searchSchema.parse({
        query: query || undefined,
        filterGroups: view === 'flagged' ? [{ filters: [marked] }] : [],
        sorts: view === 'flagged' ? ['-groundswell_propensity'] : [],
        limit: PAGE,
        after,
      }),
      world.now() + 86_400_000,
    );
    return typeof found === 'string'
      ? { view, query, records: [], total: 0, next: null }
      : { view, query, ...found };
  }
}

/** Does what a button says and tells what became of it, in a sentence. */
function perform(
  sandbox: Sandbox,
  type: ObjectType,
  record: CrmRecord,
  deed: string,
  form: URLSearchParams,
): string {
  const { portal } = sandbox;
  if (deed === 'delete') {
    portal.archive(type, record, USER);
    return 'The contact was deleted.';
  }
  if (deed === 'restore') {
    portal.restore(type, record, USER);
    return 'The contact was restored.';
  }
  if (deed === 'properties')
    return edit(sandbox, type, record, form.get('name') ?? '', form.get('value') ?? '');
  if (deed === 'job') {
    const [associatedcompanyid, jobtitle] = [form.get('company') ?? '', form.get('title') ?? ''];
    save(sandbox, type, record, { associatedcompanyid, jobtitle });
    return 'The new job was saved.';
  }
  if (deed === 'bounce') {
    save(sandbox, type, record, { hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' });
    return 'Mail to the address bounced.';
  }
  const act = form.get('act') ?? '';
  if (deed !== 'acts' || !isAct(act)) return 'Nothing was done.';
  const score = form.get('score');
  save(sandbox, type, record, actProperties(act, sandbox.now(), score === null ? null : Number(score)));
  return `Recorded for today: ${act.replaceAll('_', ' ')}.`;
}

function edit(sandbox: Sandbox, type: ObjectType, record: CrmRecord, name: string, value: string): string {
  const definition = sandbox.portal.properties.get(type, name);
  if (!definition) return 'There is no such property.';
  const accepted = acceptValue(definition, value);
  if (typeof accepted !== 'string') return accepted.message;
  save(sandbox, type, record, { [name]: accepted });
  return `${definition.label} was saved.`;
}

function save(sandbox: Sandbox, type: ObjectType, record: CrmRecord, changes: Properties): void {
  sandbox.portal.update(type, record, changes, USER);
}

function isHere(sandbox: Sandbox, context: Context): boolean {
  return context.req.param('portal') === String(sandbox.portal.id);
}

function withRecord(
  sandbox: Sandbox,
  context: Context,
  show: (type: ObjectType, record: CrmRecord) => Response | Promise<Response>,
): Response | Promise<Response> {
  const type = parseObjectType(context.req.param('type') ?? '');
  const record = type && sandbox.portal.find(type, Number(context.req.param('id')));
  if (!type || !record || !isHere(sandbox, context)) return pageResponse(missingPage(sandbox), 404);
  return show(type, record);
}
