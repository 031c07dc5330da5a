import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf } from './api-client.ts';

interface Linked {
  id: string;
  links: { vendor: string; id: string }[];
}

let g: RunningGroundswell;
let linked: Linked[];

beforeAll(async () => {
  g = await startGroundswell({ people: 60, connect: ['hubspot', 'salesforce'] });
  await g.synced();
  const { items } = await g.api<{ items: Linked[] }>('/people?limit=200');
  linked = items.filter(({ links }) => new Set(links.map(({ vendor }) => vendor)).size > 1);
});

afterAll(async () => {
  await g.close();
});

describe('a company on both CRMs', () => {
  it('sees each human once, with why, and an old id leads to who is left', async () => {
    const [person] = linked;
    const { items } = await g.api<{ items: { fromId: string; why: string }[] }>(
      `/people/${person?.id}/links`,
    );
    expect(items).toMatchObject([{ why: 'email' }]);
    const old = `${g.appUrl}/api/v1/people/${items[0]?.fromId}`;
    const headers = { authorization: `Bearer ${g.adminToken}` };
    const moved = await fetch(old, { headers, redirect: 'manual' });
    expect([moved.status, moved.headers.get('location')]).toEqual([301, `./${person?.id}`]);
    expect(await (await fetch(old, { headers })).json()).toMatchObject({ id: person?.id });
  });

  it('erases a human from both, and a full read of both brings nobody back', async () => {
    const person = linked[1];
    const proof = await g.api<{ remaining: unknown[] }>(`/people/${person?.id}/erase`, { by: 'zoe' });
    expect(proof.remaining).toHaveLength(2);
    const { items } = await g.api<{ items: { id: string }[] }>('/connections');
    for (const { id } of items) await g.api(`/connections/${id}/sync?full=true`, {});
    await g.synced();
    const { items: people } = await g.api<{ items: Linked[] }>('/people?limit=200');
    const ids = new Set(people.flatMap(({ links }) => links.map((link) => link.id)));
    for (const { id } of person?.links ?? []) expect(ids.has(id)).toBe(false);
    expect((await callerOf(g).call('GET', `/people/${person?.id}`)).status).toBe(404);
  });
});
