import type { Hono } from 'hono';
import type { Sandbox } from '../api.ts';
import { parseId } from '../org/id.ts';
import { textOf } from '../org/row.ts';

/** Who a session belongs to. Refusals here are bare words, not JSON. */
export function identityRoutes(router: Hono, sandbox: Sandbox): void {
  router.get('/id/:org/:user', (context) => {
    const token = /^(?:Bearer|OAuth) (.+)$/i.exec(context.req.header('authorization') ?? '')?.[1];
    if (!token) return new Response('Missing_OAuth_Token', { status: 403 });
    const session = sandbox.grants.session(token);
    if (!session) return new Response('Bad_OAuth_Token', { status: 403 });
    if (parseId(context.req.param('org')) !== sandbox.org.id)
      return new Response('Wrong_Org', { status: 403 });
    const userId = parseId(context.req.param('user'));
    if (userId !== session.userId) return new Response('Bad_Id', { status: 403 });
    return Response.json(identity(sandbox, userId));
  });
}

function identity(sandbox: Sandbox, userId: string): Record<string, unknown> {
  const user = sandbox.org.must('User', userId);
  const rest = `${sandbox.instanceUrl}/services/data/v{version}`;
  return {
    id: `${sandbox.loginUrl}/id/${sandbox.org.id}/${userId}`,
    asserted_user: true,
    user_id: userId,
    organization_id: sandbox.org.id,
    username: textOf(user, 'Username'),
    nick_name: textOf(user, 'FirstName').toLowerCase(),
    display_name: textOf(user, 'Name'),
    email: textOf(user, 'Email'),
    email_verified: true,
    first_name: user['FirstName'] ?? null,
    last_name: textOf(user, 'LastName'),
    timezone: user['TimeZoneSidKey'] ?? 'America/New_York',
    active: user['IsActive'] === true,
    user_type: 'STANDARD',
    language: 'en_US',
    locale: 'en_US',
    utcOffset: -18_000_000,
    urls: {
      rest: `${rest}/`,
      sobjects: `${rest}/sobjects/`,
      query: `${rest}/query/`,
      custom_domain: sandbox.instanceUrl,
      profile: `${sandbox.instanceUrl}/${userId}`,
    },
    last_modified_date: textOf(user, 'LastModifiedDate'),
    is_app_installed: true,
  };
}
