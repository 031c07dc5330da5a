import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Sandbox } from '#test/sandbox/hubspot/api.ts';
import type { Owner } from '#test/sandbox/hubspot/portal.ts';
import { switchUser } from '../user-choice.ts';
import { bundleHubspotCard } from './bundle.ts';
import { fetchForCard } from './proxy.ts';

const COOKIE = 'sandbox_owner';

/** What a record page needs for its card: the script, the way to the app, and who is signed in. */
export function cardRoutes(router: Hono, sandbox: Sandbox): void {
  router.get(
    '/_card/card.js',
    async () =>
      new Response(await bundleHubspotCard(), {
        headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
      }),
  );

  router.on(['GET', 'POST'], '/_card/fetch', async (context) => {
    const user = signedIn(sandbox, context);
    if (user === null) return Response.json({ message: 'Nobody is signed in.' }, { status: 401 });
    const { method } = context.req;
    return fetchForCard(sandbox, {
      method,
      url: context.req.query('url') ?? '',
      body: method === 'GET' ? '' : await context.req.text(),
      user,
    });
  });

  router.post('/_card/user', async (context) => {
    const id = new URLSearchParams(await context.req.text()).get('user') ?? '';
    const known = sandbox.portal.owners.some((owner) => owner.id === id);
    return switchUser(context.req.raw, COOKIE, known ? id : null);
  });
}

/** Who looks at the page: the owner they chose, or the first who is still there. */
export function signedIn(sandbox: Sandbox, context: Context): Owner | null {
  const { owners } = sandbox.portal;
  const chosen = getCookie(context, COOKIE);
  return owners.find(({ id }) => id === chosen) ?? owners.find(({ archived }) => !archived) ?? null;
}
