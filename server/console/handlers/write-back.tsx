import { Hono, type Context } from 'hono';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { listConnections, type ConnectionStatus } from '#server/connections.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { WriteBackPage } from '#server/console/pages/write-back.tsx';
import { isReading } from '#server/console/parts/sync-progress.tsx';
import { counted, VENDOR_WORDS } from '#server/console/parts/words.ts';
import { writeBackChanges } from '#server/write-back.ts';
import { changesAsCsv } from '#server/export/write-back-csv.ts';
import { missing, problemPage } from './failures.tsx';
import { readForm } from './form.ts';

const PAGE = 100;

type WriteBackContext = Context<AppEnv, '/:id/write-back' | '/:id/write-back.csv'>;

/** What would be written to a CRM: shown, downloaded, switched on and paused. */
export const writeBack = new Hono<AppEnv>()
  .get('/:id/write-back', async (c) => {
    const account = await find(c);
    if (account === undefined) return missing(c);
    const { id, vendor } = account;
    const standing = await workspaceOf(c).writeBack.standing(id);
    if (!standing.ok) return missing(c);
    const cursor = c.req.query('cursor') ?? null;
    const { services, workspaceId } = c.var;
    const changes = await writeBackChanges(services, workspaceId, id, { limit: PAGE, cursor });
    const data = {
      id,
      vendor,
      standing: standing.value,
      isReading: isReading(account),
      items: changes.ok ? changes.value.items : [],
      next: changes.ok ? changes.value.next : null,
      cursor,
      problem: changes.ok ? null : changes.problem,
    };
    return page(c, { title: 'Write-back', here: 'connections' }, <WriteBackPage data={data} />);
  })
  .get('/:id/write-back.csv', async (c) => {
    const { services, workspaceId } = c.var;
    const id = c.req.param('id');
    const read = (cursor: string | null) =>
      writeBackChanges(services, workspaceId, id, { limit: PAGE, cursor });
    const csv = await changesAsCsv(read);
    if (!csv.ok) return problemPage(c, 'No download', csv.problem);
    return c.body(csv.value, 200, {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="${id.replaceAll(/[^\w-]/g, '')}-write-back.csv"`,
    });
  })
  .post('/:id/write-back', async (c) => {
    const account = await find(c);
    const on = (await readForm(c))['on'];
    if (account === undefined || (on !== 'yes' && on !== 'no')) {
      const { problem } = refuse('not_found', 'This account is not connected.', 'Reload the page.');
      return redirectWith(c, '/console/connections', { problem });
    }
    const switched = await workspaceOf(c).writeBack.switch(account.id, on === 'yes', c.var.principal.actor);
    const here = `/console/connections/${account.id}/write-back`;
    if (!switched.ok) return redirectWith(c, here, { problem: switched.problem });
    const name = VENDOR_WORDS[account.vendor];
    const { waiting } = switched.value;
    return redirectWith(c, here, {
      done:
        on === 'yes'
          ? `Write-back is on: ${counted(waiting, 'record is', 'records are')} being brought up to date in ${name}.`
          : `Write-back is paused: nothing more is written to ${name}.`,
    });
  });

async function find(c: WriteBackContext): Promise<ConnectionStatus | undefined> {
  const listed = await listConnections(c.var.services, c.var.workspaceId);
  return listed.find(({ id, vendor }) => id === c.req.param('id') && vendor !== 'slack');
}
