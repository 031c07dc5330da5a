import type { Context, Hono } from 'hono';
import { getCookie } from 'hono/cookie';
import type { Sandbox } from '#test/sandbox/salesforce/api.ts';
import { idOf, type Row } from '#test/sandbox/salesforce/org/row.ts';
import { switchUser } from '../user-choice.ts';
import { createApexStandIn } from './apex-stand-in.ts';
import { bundleSalesforceCard } from './bundle.ts';

const COOKIE = 'sandbox_user';

/** What a record page needs for its card: the script, the way to the app's Apex, and who is signed in. */
export function cardRoutes(router: Hono, sandbox: Sandbox): void {
  router.get(
    '/_card/card.js',
    async () =>
      new Response(await bundleSalesforceCard(), {
        headers: { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' },
      }),
  );

  router.post('/_card/apex', (context) => {
    const { card, org, now } = sandbox;
    const user = signedIn(sandbox, context);
    if (user === null) return Response.json({ message: 'Nobody is signed in.' }, { status: 401 });
    if (card === null) return Response.json({ message: NOT_SET_UP }, { status: 500 });
    const { url: appUrl, token, secret } = card;
    const apex = createApexStandIn({ appUrl, orgId: org.id, userId: idOf(user), token, secret, now });
    return apex(context.req.raw);
  });

  router.post('/_card/user', async (context) => {
    const id = new URLSearchParams(await context.req.text()).get('user') ?? '';
    return switchUser(context.req.raw, COOKIE, sandbox.org.get('User', id) ? id : null);
  });
}

/** As the class GroundswellSignature of the package says it. */
const NOT_SET_UP =
  'Groundswell is not set up in this org yet. Ask your admin to enter the signing secret on the Groundswell Setup tab.';

/** Who looks at the page: the user they chose, or the org's admin. */
export function signedIn({ org }: Sandbox, context: Context): Row | null {
  return org.get('User', getCookie(context, COOKIE) ?? '') ?? org.get('User', org.adminId) ?? null;
}
