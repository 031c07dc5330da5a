import { Hono, type Context } from 'hono';
import { refuse } from '#core/problem.ts';
import type { AppEnv } from '#server/app-env.ts';
import { connectSalesforceUser } from '#server/connect/salesforce.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page } from '#server/console/page.tsx';
import { SalesforceConnectPage } from '#server/console/pages/salesforce-connect.tsx';
import { SalesforceSetupPage, type SalesforceSetupData } from '#server/console/pages/salesforce-setup.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { issueCardKeys } from '#server/card-keys.ts';
import { salesforceSetup, setApiShare } from '#server/salesforce-orgs.ts';
import { missing } from './failures.tsx';
import { given, readForm, refusal } from './form.ts';

const CONNECTIONS = '/console/connections';

/** Connecting a Salesforce org, and what it needs from us afterwards. */
export const salesforce = new Hono<AppEnv>()
  .get('/', (c) => connectPage(c, null))
  .post('/user', async (c) => {
    const values = await readForm(c);
    const username = given(values, 'username');
    const { config } = c.var.services;
    const { checkLoginHost } = await import('#connectors/salesforce/login-host.ts');
    const login = checkLoginHost(given(values, 'host') ?? values['org'] ?? '', config.SALESFORCE_LOGIN_URL);
    if (!login.ok) return connectPage(c, refusal('user', login.problem, values));
    if (username === null) return connectPage(c, refusal('user', nobody, values));
    const target = { loginUrl: login.value, username };
    const made = await connectSalesforceUser(c.var.services, c.var.workspaceId, target);
    if (!made.ok) return connectPage(c, refusal('user', made.problem, values));
    return redirectWith(c, CONNECTIONS, { done: 'Salesforce is connected.' });
  })
  .get('/:id', async (c) => setupPage(c, {}))
  .post('/:id/share', async (c) => {
    const values = await readForm(c);
    const { services, workspaceId } = c.var;
    const percent = /^\d{1,3}$/.test(values['share'] ?? '') ? Number(values['share']) : NaN;
    if (!(percent >= 1 && percent <= 100))
      return setupPage(c, { refused: refusal('share', noPercentage, values) });
    const wanted = { id: c.req.param('id'), share: percent / 100, by: c.var.principal.actor };
    const set = await setApiShare(services, workspaceId, wanted);
    if (!set.ok) return setupPage(c, { refused: refusal('share', set.problem, values) });
    return redirectWith(c, `/console/salesforce/${wanted.id}`, { done: 'The share is saved.' });
  })
  .post('/:id/card-keys', async (c) => {
    const { services, workspaceId } = c.var;
    const issued = await issueCardKeys(services, workspaceId, c.req.param('id'), c.var.principal.actor);
    return issued.ok ? setupPage(c, { issued: issued.value }) : missing(c);
  });

function connectPage(c: Context<AppEnv>, refused: Refused | null) {
  const data = { hasKey: c.var.services.config.SALESFORCE_JWT_KEY !== undefined, refused };
  const title = 'Connect Salesforce';
  return page(
    c,
    { title, here: 'connections', status: refused === null ? 200 : 400 },
    <SalesforceConnectPage data={data} />,
  );
}

async function setupPage(
  c: Context<AppEnv>,
  shown: Partial<Pick<SalesforceSetupData, 'issued' | 'refused'>>,
) {
  const { services, workspaceId } = c.var;
  const setup = await salesforceSetup(services, workspaceId, c.req.param('id') ?? '');
  if (!setup.ok) return missing(c);
  const cardUrl = services.config.PUBLIC_URL.replace(/\/$/, '');
  const data = { ...setup.value, cardUrl, issued: null, refused: null, ...shown };
  const status = data.refused === null ? 200 : 400;
  // Keys are shown once: not even the browser's own store keeps them.
  c.header('cache-control', 'no-store');
  return page(
    c,
    { title: 'Set up Salesforce', here: 'connections', status },
    <SalesforceSetupPage data={data} />,
  );
}

const { problem: nobody } = refuse(
  'invalid_input',
  'Nobody was named.',
  'Enter the username of the integration user.',
  'username',
);

const { problem: noPercentage } = refuse(
  'invalid_input',
  'The share is not a percentage.',
  'Enter a whole number from 1 to 100.',
  'share',
);
