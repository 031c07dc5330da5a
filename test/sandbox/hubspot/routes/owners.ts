import type { Hono } from 'hono';
import { missingScope, type ApiEnv, type Sandbox } from '../api.ts';
import type { Owner } from '../portal.ts';
import { notFound, validationError } from '../refusal.ts';

/** The people records belong to, in pages of up to 500. */
export function ownerRoutes(api: Hono<ApiEnv>, sandbox: Sandbox): void {
  const { portal } = sandbox;

  api.get('/crm/owners/:version', (context) => {
    const refused = missingScope(context, 'crm.objects.owners.read');
    if (refused) return refused;
    const limit = Number(context.req.query('limit') ?? 100);
    if (!Number.isInteger(limit) || limit < 1 || limit > 500)
      return validationError('limit must be from 1 to 500.');
    const archived = context.req.query('archived') === 'true';
    const email = context.req.query('email');
    const found = portal.owners.filter(
      (owner) => owner.archived === archived && (!email || owner.email === email),
    );
    const start = Number(context.req.query('after') ?? 0);
    const next = start + limit < found.length ? { paging: { next: { after: String(start + limit) } } } : {};
    return Response.json({ results: found.slice(start, start + limit).map(toWire), ...next });
  });

  api.get('/crm/owners/:version/:id', (context) => {
    const refused = missingScope(context, 'crm.objects.owners.read');
    if (refused) return refused;
    const owner = portal.owners.find((one) => one.id === context.req.param('id'));
    return owner ? Response.json(toWire(owner)) : notFound();
  });
}

function toWire(owner: Owner): Record<string, unknown> {
  const { id, email, firstName, lastName, archived } = owner;
  const since = '2023-01-09T09:00:00.000Z';
  return {
    id,
    email,
    type: 'PERSON',
    firstName,
    lastName,
    userId: archived ? null : userIdOf(id),
    userIdIncludingInactive: userIdOf(id),
    createdAt: since,
    updatedAt: since,
    archived,
  };
}

/** An owner and the user behind it have ids of their own. */
export function userIdOf(ownerId: string): number {
  return Number(ownerId) + 50_000_000;
}
