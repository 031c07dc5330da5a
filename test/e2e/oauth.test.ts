import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { controlsOf, type Controls } from './controls.ts';
import type { Connection } from './shapes.ts';
import { askState, freshFolder } from './state-files.ts';
import { leadsTo, visitor, type Visitor } from './visitor.ts';

type Vendor = 'hubspot' | 'slack';

const PORTAL = 24_601_337;
const ELEVEN_MINUTES = 660_000;

const stateDir = freshFolder();
let g: RunningGroundswell;
let vendors: Controls;
let admin: Visitor;

beforeAll(async () => {
  g = await startGroundswell({ people: 20, connect: [], stateDir });
  vendors = controlsOf(g);
});

beforeEach(async () => {
  admin = visitor(g.appUrl);
  await admin.signIn(g.adminToken);
});

afterAll(async () => {
  await g.close();
});

describe('nobody is connected', () => {
  it.each(['hubspot', 'slack'])(
    'who is not signed in: %s asks to sign in first and comes back',
    async (vendor) => {
      const stranger = visitor(g.appUrl);
      const led = leadsTo(await stranger.get(`/connect/${vendor}`));
      expect(led.pathname).toBe('/console/sign-in');
      expect(led.searchParams.get('next')).toBe(`/connect/${vendor}`);
      const wrong = await stranger.post(led.href, {
        token: 'a-guess-of-the-token',
        next: `/connect/${vendor}`,
      });
      expect(wrong.status).toBe(401);
      const right = await stranger.post(led.href, { token: g.adminToken, next: `/connect/${vendor}` });
      expect(leadsTo(right).pathname).toBe(`/connect/${vendor}`);
    },
  );

  it.each(['https://evil.example/', '//evil.example/', String.raw`/\evil.example`, 'javascript:alert(1)'])(
    'who is led astray by next=%s',
    async (next) => {
      const answer = await visitor(g.appUrl).post('/console/sign-in', { token: g.adminToken, next });
      expect(leadsTo(answer).origin).toBe(g.appUrl);
    },
  );

  it.each<Vendor>(['hubspot', 'slack'])('who says no on the consent screen of %s', async (vendor) => {
    const back = await consent(vendor, { refuse: true });
    await expectNotConnected(vendor, await admin.get(back.href), /did not connect|cancelled/);
  });

  it.each(['crm.objects.contacts.read', 'crm.objects.deals.read', 'crm.schemas.contacts.write'])(
    'without %s, which is named',
    async (scope) => {
      const back = await consent('hubspot', { withhold: scope });
      await expectNotConnected(
        'hubspot',
        await admin.get(back.href),
        new RegExp(scope.replaceAll('.', String.raw`\.`)),
      );
    },
  );

  it.each<Vendor>(['hubspot', 'slack'])('with a state %s did not get from us', async (vendor) => {
    const back = await consent(vendor);
    back.searchParams.set('state', 'made-up');
    await expectNotConnected(vendor, await admin.get(back.href), /begun in this browser/);
    back.searchParams.delete('state');
    await expectNotConnected(
      vendor,
      await admin.get(back.href),
      /begun in this browser|lacks its code or state/,
    );
  });

  it('with the state of another vendor', async () => {
    const slack = await consent('slack');
    const back = await consent('hubspot');
    back.searchParams.set('state', slack.searchParams.get('state')!);
    await expectNotConnected('hubspot', await admin.get(back.href), /begun in this browser/);
  });

  it.each<Vendor>(['hubspot', 'slack'])('in a browser that did not set out to %s', async (vendor) => {
    const back = await consent(vendor);
    const victim = visitor(g.appUrl);
    await victim.signIn(g.adminToken);
    await victim.get(`/connect/${vendor}`);
    await expectNotConnected(vendor, await victim.get(back.href), /begun in this browser/, victim);
  });

  it('with a consent that is ten minutes old', async () => {
    const back = await consent('hubspot');
    askState(
      stateDir,
      'authorization',
      `UPDATE authorization SET created_at = created_at - ${ELEVEN_MINUTES}`,
    );
    await expectNotConnected('hubspot', await admin.get(back.href), /last ten minutes/);
  });

  it('whose account another workspace has', async () => {
    askState(
      stateDir,
      'account',
      `INSERT INTO account (connection_id, vendor, account_id, workspace_id, connected_at)
       VALUES ('hubspot-${PORTAL}', 'hubspot', '${PORTAL}', 'elsewhere', 0)`,
    );
    const back = await consent('hubspot');
    await expectNotConnected('hubspot', await admin.get(back.href), /belongs to another workspace/);
    askState(stateDir, 'account', 'DELETE FROM account');
  });

  it('by somebody who only has the code: it is bound to our verifier', async () => {
    const led = leadsTo(await admin.get('/connect/hubspot'));
    expect(led.searchParams.get('code_challenge_method')).toBe('S256');
    const back = await allow('hubspot', led, {});
    const exchange = (more: Record<string, string>) =>
      fetch(`http://127.0.0.1:${g.sandbox.ports.hubspot}/oauth/2026-09/token`, {
        method: 'POST',
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          client_id: 'hubspot-client',
          client_secret: 'hubspot-secret',
          redirect_uri: `${g.appUrl}/connect/hubspot/callback`,
          code: back.searchParams.get('code')!,
          ...more,
        }),
      });
    const verifier = 'a-verifier-of-the-thief-a-verifier-of-the-thief';
    expect(led.searchParams.get('code_challenge')).not.toBe(
      createHash('sha256').update(verifier).digest('base64url'),
    );
    expect(await (await exchange({ code_verifier: verifier })).json()).toMatchObject({
      status: 'BAD_CODE_VERIFIER',
    });
  });
});

describe('a connection', () => {
  it.each<Vendor>(['hubspot', 'slack'])(
    'is made once with one consent of %s, whatever is sent again',
    async (vendor) => {
      const back = await consent(vendor);
      const made = await admin.get(back.href);
      expect(leadsTo(made).pathname).toBe('/console/connections');
      expect(await connected(vendor)).toHaveLength(1);

      const again = await admin.get(back.href);
      expect(await admin.read(leadsTo(again).href)).toMatch(/begun in this browser/);
      const other = await consent(vendor);
      other.searchParams.set('code', back.searchParams.get('code')!);
      const replayed = await admin.get(other.href);
      expect(await admin.read(leadsTo(replayed).href)).toMatch(
        /Start connecting again|Start the installation again/,
      );
      expect(await connected(vendor)).toHaveLength(1);
      expect((await connected(vendor))[0]?.state).not.toBe('revoked');
    },
  );
});

/** Sets out to a vendor as the admin and decides there; gives the address the vendor leads back to. */
async function consent(vendor: Vendor, choice: Choice = {}): Promise<URL> {
  return allow(vendor, leadsTo(await admin.get(`/connect/${vendor}`)), choice);
}

interface Choice {
  refuse?: boolean;
  withhold?: string;
}

async function allow(vendor: Vendor, screen: URL, { refuse = false, withhold }: Choice): Promise<URL> {
  expect((await fetch(screen)).status).toBe(200);
  const form = new URLSearchParams();
  if (vendor === 'slack') {
    const { channels } = await vendors.slack<{ channels: { id: string; name: string }[] }>('GET', 'state');
    form.set('user', 'U0ANAORTIZ');
    form.set('channel', channels.find(({ name }) => name === 'general')!.id);
    form.set('decision', refuse ? 'cancel' : 'allow');
  } else {
    for (const [name, value] of screen.searchParams) form.set(name, value);
    for (const scope of (screen.searchParams.get('scope') ?? '').split(' ')) {
      if (scope !== withhold) form.append('grant', scope);
    }
    form.set('action', refuse ? 'cancel' : 'connect');
  }
  const action = vendor === 'slack' ? screen : new URL('/oauth/authorize', screen);
  return leadsTo(await fetch(action, { method: 'POST', body: form, redirect: 'manual' }));
}

async function connected(vendor: Vendor): Promise<Connection[]> {
  const { items } = await g.api<{ items: Connection[] }>('/connections');
  return items.filter((each) => each.vendor === vendor);
}

async function expectNotConnected(
  vendor: Vendor,
  answer: Response,
  words: RegExp,
  reader = admin,
): Promise<void> {
  const led = leadsTo(answer);
  expect(led.origin).toBe(g.appUrl);
  expect(led.pathname).toBe('/console/connections');
  expect(await reader.read(led.href)).toMatch(words);
  expect(await connected(vendor)).toEqual([]);
}
