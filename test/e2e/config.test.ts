import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { VARIABLES } from '#server/config.ts';
import { freePort, startVendors, until, type Vendors } from '#test/support/running.ts';
import { spawnProgram, untilUp } from './spawned.ts';
import { freshFolder } from './state-files.ts';

const SERVER = 'bin/dev.ts';

/** Every variable set to nothing: a `.dev.vars` beside the program must not step in for them. */
const blank = Object.fromEntries(VARIABLES.map((name) => [name, '']));

const folder = join(freshFolder(), 'made', 'as', 'needed');
let vendors: Vendors;

beforeAll(async () => {
  vendors = await startVendors(5);
});

afterAll(async () => {
  await vendors.sandbox.close();
});

describe('a server whose variables are not in order does not start', () => {
  it('and names every one that is missing', async () => {
    const server = spawnProgram(SERVER, { ...blank, PORT: String(await freePort()) });
    expect(await server.ended).toBe(1);
    for (const name of [
      'ENCRYPTION_KEY',
      'ADMIN_TOKEN',
      'HUBSPOT_CLIENT_ID',
      'HUBSPOT_CLIENT_SECRET',
      'SLACK_CLIENT_ID',
      'SLACK_CLIENT_SECRET',
      'SLACK_SIGNING_SECRET',
    ]) {
      expect(server.output()).toContain(`${name} is missing`);
    }
    expect(server.output()).toContain('.dev.vars.example');
  });

  it.each([
    {
      PUBLIC_URL: 'groundswell.example',
      ENCRYPTION_KEY: 'too-short',
      ADMIN_TOKEN: 'short',
      HUBSPOT_RATE: 'many',
      SLACK_API_URL: 'javascript:alert(1)',
      PAYOUT_SECRET: 'short',
    },
    {
      PUBLIC_URL: 'ftp://groundswell.example',
      ENCRYPTION_KEY: `${'a'.repeat(64)},nonsense`,
      HUBSPOT_API_URL: 'api.hubapi.com',
      HUBSPOT_RATE: '0',
      SLACK_AUTHORIZE_URL: '/oauth',
      PAYOUT_URL: 'payouts',
    },
    { PORT: 'eighty' },
    { PORT: '70000' },
  ])('and names each that is malformed, and no other: %j', async (wrong: Record<string, string>) => {
    const { variables } = vendors;
    const server = spawnProgram(SERVER, { PORT: String(await freePort()), ...variables, ...wrong });
    expect(await server.ended).toBe(1);
    const complaint = server.output().split('\n')[0] ?? '';
    const named = ['PORT', ...VARIABLES].filter((name) => complaint.includes(`${name} `));
    expect(named.toSorted()).toEqual(Object.keys(wrong).toSorted());
  });
});

describe('a server whose variables are in order', () => {
  it('listens on PORT with its state under STATE_DIR, and ends when asked to', async () => {
    const { port, appUrl, variables } = vendors;
    const server = spawnProgram(SERVER, { ...variables, PORT: String(port), STATE_DIR: folder });
    try {
      await untilUp(server, appUrl);
      await until(async () => server.output().includes(`${appUrl}/console`), 'the word where to go');
      const answer = await fetch(`${appUrl}/api/v1/connections`, {
        headers: { authorization: `Bearer ${variables['ADMIN_TOKEN']}` },
      });
      expect(await answer.json()).toEqual({ items: [], next: null });
      expect(existsSync(folder)).toBe(true);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      expect(files.filter((file) => file.endsWith('.sqlite')).length).toBeGreaterThan(1);
    } finally {
      server.stop();
    }
    // 143 is how a program says that it ended because it was asked to.
    expect([0, 143]).toContain(await server.ended);
    await until(() => isDown(appUrl), 'everything the program started to end');
  });
});

async function isDown(url: string): Promise<boolean> {
  return fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  );
}
