import { Hono, type Context } from 'hono';
import { REQUIRED_SCOPES as hubspotScopes } from '#connectors/hubspot/scopes.ts';
import { REQUIRED_SCOPES as salesforceScopes } from '#connectors/salesforce/scopes.ts';
import { refuse } from '#core/problem.ts';
import { slackScopes } from '#slack-app/oauth.ts';
import type { AppEnv } from '#server/app-env.ts';
import { listConnections, type ConnectionStatus } from '#server/connections.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { ChannelsPage } from '#server/console/pages/channels.tsx';
import { ConnectionsPage } from '#server/console/pages/connections.tsx';
import { isReading, progressText } from '#server/console/parts/sync-progress.tsx';
import { LEAVING, VENDOR_WORDS } from '#server/console/parts/words.ts';
import { disconnect } from '#server/disconnect.ts';
import { missing } from './failures.tsx';
import { readForm } from './form.ts';

const HERE = '/console/connections';

/** Accounts connected, watched, looked after and let go. */
export const connections = new Hono<AppEnv>()
  .get('/', async (c) => {
    const { services, workspaceId } = c.var;
    const known = workspaceOf(c).connections;
    const [listed, channels, replaced] = await Promise.all([
      listConnections(services, workspaceId),
      known.channels(),
      known.replacedMessages(),
    ]);
    const accounts = await Promise.all(
      listed.map(async (each) => {
        const { sync, flags } = services.connection(each.id);
        const owned = each.vendor === 'slack' ? [] : flags.ownedNames();
        const [health, { usage }, ownedNames] = await Promise.all([sync.health(), sync.usage(), owned]);
        return { ...each, ...health, usage, ownedNames };
      }),
    );
    const scopes = { hubspot: hubspotScopes, salesforce: salesforceScopes, slack: slackScopes };
    const data = { now: Date.now(), accounts, channels, replaced, scopes };
    const live = accounts.some(isReading);
    return page(c, { title: 'Connections', here: 'connections', live }, <ConnectionsPage data={data} />);
  })
  .get('/progress', async (c) => {
    const listed = await listConnections(c.var.services, c.var.workspaceId);
    return c.json({
      items: listed.map(({ id, state, progress }) => ({
        id,
        state,
        ...progress,
        text: progressText(progress),
      })),
    });
  })
  .post('/:id/sync', async (c) => {
    const account = await find(c);
    if (account === undefined) return gone(c);
    const full = (await readForm(c))['full'] === 'yes';
    await c.var.services.connection(account.id).sync.start(full);
    const name = VENDOR_WORDS[account.vendor];
    return redirectWith(c, HERE, {
      done: full ? `${name} is being read again.` : `Looking for changes in ${name}.`,
    });
  })
  .post('/:id/replay', async (c) => {
    const account = await find(c);
    if (account === undefined) return gone(c);
    await c.var.services.connection(account.id).inbox.replay();
    return redirectWith(c, HERE, { done: 'The parked events are tried again.' });
  })
  .post('/:id/disconnect', async (c) => {
    const ended = await disconnect(
      c.var.services,
      c.var.workspaceId,
      c.req.param('id'),
      c.var.principal.actor,
    );
    if (!ended.ok) return redirectWith(c, HERE, { problem: ended.problem });
    const { vendor, remains, problem } = ended.value;
    const left = remains.length === 0 ? '' : `${LEAVING[vendor]} ${remains.join(', ')}.`;
    return redirectWith(
      c,
      HERE,
      problem === null
        ? { done: `${VENDOR_WORDS[vendor]} is disconnected. ${left}`.trim() }
        : { problem: { message: problem.message, remedy: `${problem.remedy} ${left}`.trim() } },
    );
  })
  .get('/:id/channels', async (c) => {
    const account = await find(c);
    if (account?.vendor !== 'slack') return missing(c);
    const [listed, chosen] = await Promise.all([
      c.var.services.connection(account.id).messages.channels(),
      workspaceOf(c).connections.channels(),
    ]);
    const data = {
      id: account.id,
      name: account.name,
      listed: listed.ok ? listed.value : [],
      problem: listed.ok ? null : listed.problem,
      chosen,
    };
    return page(c, { title: 'Slack channels', here: 'connections' }, <ChannelsPage data={data} />);
  })
  .post('/:id/channels', async (c) => {
    const account = await find(c);
    if (account?.vendor !== 'slack') return gone(c);
    const { purpose, channel: wanted } = await readForm(c);
    const listed = await c.var.services.connection(account.id).messages.channels();
    if (!listed.ok) return redirectWith(c, `${HERE}/${account.id}/channels`, { problem: listed.problem });
    const channel = listed.value.find(({ id }) => id === wanted);
    if (channel === undefined || (purpose !== 'alerts' && purpose !== 'approvals')) {
      const { problem } = refuse('not_found', 'There is no such channel.', 'Choose one from the list.');
      return redirectWith(c, `${HERE}/${account.id}/channels`, { problem });
    }
    const chosen = { connection: account.id, id: channel.id, name: channel.name };
    await workspaceOf(c).connections.chooseChannel(purpose, chosen, c.var.principal.actor);
    return redirectWith(c, HERE, { done: `Messages now go to #${channel.name}.` });
  });

async function find(c: Context<AppEnv, '/:id'>): Promise<ConnectionStatus | undefined> {
  const listed = await listConnections(c.var.services, c.var.workspaceId);
  return listed.find(({ id }) => id === c.req.param('id'));
}

function gone(c: Context<AppEnv>): Promise<Response> {
  const { problem } = refuse(
    'not_found',
    'This account is not connected.',
    'Reload the page of connections.',
  );
  return redirectWith(c, HERE, { problem });
}
