import { describe, expect, test } from 'vitest';
import { createApp } from '#server/app.ts';
import type { Services } from '#server/services.ts';
import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';

const PUBLIC_URL = 'https://groundswell.test';
const SECRET = 'hubspot-secret';
const VARIABLES = {
  PUBLIC_URL,
  ENCRYPTION_KEY: 'a'.repeat(64),
  ADMIN_TOKEN: 'token-of-the-test-admin',
  HUBSPOT_CLIENT_ID: 'id',
  HUBSPOT_CLIENT_SECRET: SECRET,
  SLACK_CLIENT_ID: 'id',
  SLACK_CLIENT_SECRET: 'secret',
  SLACK_SIGNING_SECRET: 'secret',
};

/** The server with a workspace that fails as often as it is told. */
function serverFailing(times: number) {
  const remembered = new Set<string>();
  let failures = times;
  const services = {
    directory: { ownerOf: async () => 'default' },
    connection: () => ({
      card: {
        admit: async (id: string) => {
          if (remembered.has(id))
            return { ok: false, problem: { code: 'replayed', message: 'm', remedy: 'r' } };
          remembered.add(id);
          return { ok: true, value: { workspaceId: 'default' } };
        },
        forget: async (id: string) => void remembered.delete(id),
      },
    }),
    workspace: () => ({
      card: {
        show: async () => {
          failures -= 1;
          if (failures >= 0) throw new Error('the object was moved');
          return { ok: true, value: {} };
        },
      },
    }),
  };
  const app = createApp((_, config) => ({ ...services, config }) as unknown as Services);
  return (path: string, headers: Record<string, string>) => app.request(path, { headers }, VARIABLES);
}

describe('a card of HubSpot', () => {
  const path = '/crm/hubspot/card?kind=contact&id=1&portalId=5&userId=7&userEmail=ana%40acme.test&appId=3';
  const headers = () => signedHeaders(SECRET, 'GET', `${PUBLIC_URL}${path}`, '', Date.now());

  test('that failed on our side is answered when HubSpot repeats it, and not a third time', async () => {
    const ask = serverFailing(1);
    const signed = headers();
    const statuses = [];
    for (let time = 0; time < 3; time += 1) statuses.push((await ask(path, signed)).status);
    expect(statuses).toEqual([500, 200, 401]);
  });

  test('is held against the address HubSpot knows, not the one a proxy made of it', async () => {
    const ask = serverFailing(0);
    expect((await ask(`http://10.0.0.7:8787${path}`, headers())).status).toBe(200);
  });
});
