import { timingSafeEqual } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import { actorFor, callerOf, deciderFor, proposerFor } from '#server/principal.ts';
import { askedBy, isAllowed } from '#server/routes/permissions.ts';
import type { Services } from '#server/services.ts';
import type { Principal } from '#server/workspace/members/sign-in.ts';
import { ADMIN } from '#test/server/admin.ts';
import { ANA, openOffice, team } from '#test/server/workspace/members/office.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const KEY = { ...ADMIN, actor: 'key:a1:Import', role: 'manager' } as const;
const OWNER = 'slack:UANA:Ana Ortiz';

let office: ReturnType<typeof openOffice>;
let services: Services;

beforeEach(() => {
  // Workers have it, Node keeps it elsewhere.
  Object.assign(crypto.subtle, {
    timingSafeEqual: (a: ArrayBuffer, b: ArrayBuffer) =>
      timingSafeEqual(new Uint8Array(a), new Uint8Array(b)),
  });
  office = openOffice();
  services = {
    workspace: () => office,
    config: { ADMIN_TOKEN: 'the-token' },
  } as unknown as Services;
});

/** Ana, who owns the programme, signs in; the key `a1` is hers. */
function ownerSignsIn(): void {
  office.members.installedBy(team('UANA'));
  value(office.members.signIn(team('UANA'), ANA));
  value(office.apiKeys.create({ id: 'a1', hash: 'h', name: 'Import', role: 'manager' }, OWNER));
}

const as = (principal: Principal): AppEnv['Variables'] => ({ services, workspaceId: 'w1', principal });

describe('the admin token', () => {
  const may = async (route: string) => {
    const asked = askedBy(...(route.split(' ') as [string, string]));
    const caller = await callerOf(services, 'w1', 'the-token', asked);
    return caller !== null && isAllowed(caller, asked);
  };
  const GOVERNING = [
    'POST /api/v1/policies',
    'PUT /api/v1/reward-rules',
    'PUT /api/v1/budgets',
    'PUT /api/v1/catalogue/:id',
    'POST /api/v1/catalogue/:id/archive',
    'PUT /api/v1/points/programmes/:id',
    'POST /api/v1/points/earn',
    'POST /api/v1/points/spend',
    'POST /api/v1/points/claw-back',
    'PUT /api/v1/fulfilment/providers',
    'POST /api/v1/rewards/:id/fulfilment/sent',
    'POST /api/v1/rewards/:id/fulfilment/retry',
    'POST /api/v1/rewards/:id/fulfilment/cancel',
    'POST /api/v1/rewards/:id/take-back',
    'POST /api/v1/rewards/:id/decisions',
    'PUT /api/v1/fraud/settings',
    'POST /api/v1/fraud/holds/:id/resolve',
    'PUT /api/v1/tax/settings',
    'GET /api/v1/tax/register',
    'PUT /api/v1/delegations',
    'POST /api/v1/members',
  ];
  const SETTING_UP = [
    'GET /api/v1/rewards',
    'POST /api/v1/rewards',
    'POST /api/v1/signals',
    'POST /api/v1/models',
    'POST /api/v1/connections/:id/sync',
  ];

  it('does everything until an owner has signed in, and from then on moves and governs nothing', async () => {
    for (const route of [...GOVERNING, ...SETTING_UP]) expect(await may(route), route).toBe(true);
    ownerSignsIn();
    for (const route of GOVERNING) expect(await may(route), route).toBe(false);
    for (const route of SETTING_UP) expect(await may(route), route).toBe(true);
  });

  it('is written down as itself, and as whom', () => {
    expect(actorFor(ADMIN, ' Mei\u202e Tanaka ')).toBe('admin as Mei Tanaka');
    expect([actorFor(ADMIN, 'Admin'), actorFor(ADMIN, ' ')]).toEqual(['admin', 'admin']);
    expect(actorFor(KEY, 'Mei Tanaka')).toBe('key:a1:Import');
  });

  it('decides as itself alone, whatever names are given with it', async () => {
    expect(value(await deciderFor(as(ADMIN), ' Admin', 'by'))).toBe('admin');
    for (const named of ['max', 'slack:U1:Olu', 'olu@acme.test', 'key:a1:Import', ''])
      expect(problem(await deciderFor(as(ADMIN), named, 'principal'))).toMatchObject({
        code: 'forbidden',
        field: 'principal',
      });
  });
});

describe('a key', () => {
  it('decides as itself where it or whoever made it is named, and for nobody else', async () => {
    ownerSignsIn();
    for (const named of ['key:a1', 'key:a1:Import', OWNER, `Ana <${ANA.email}>`])
      expect(value(await deciderFor(as(KEY), named, 'by')), named).toBe('key:a1:Import');
    for (const named of ['ben@acme.example', 'slack:UBEN:Ben', 'admin', 'Ana Ortiz', ''])
      expect(problem(await deciderFor(as(KEY), named, 'principal')), named).toMatchObject({
        code: 'forbidden',
        field: 'principal',
        message: 'This API key decides for whoever made it, and for nobody else.',
      });
  });

  it('proposes as itself', () => {
    expect(proposerFor(KEY, 'Ana')).toEqual({ proposedBy: 'key:a1:Import', from: null });
  });
});

it('what the token proposes under a name is written down as its doing, and its own it cannot approve', () => {
  const { rewards, all } = workspaceWithPerson();
  const propose = (key: string, named: string) => {
    const { proposedBy, from } = proposerFor(ADMIN, named);
    return value(rewards.create({ ...CALL, key, proposedBy }, from));
  };
  propose('a', 'x');
  propose('b', 'admin');
  const approve = { decision: 'approve', by: 'admin' } as const;
  expect(value(rewards.decide('R0001', approve)).decidedBy).toBe('admin');
  expect(problem(rewards.decide('R0002', approve)).code).toBe('self_approval');
  const written = all(`SELECT actor, detail FROM audit WHERE action = 'reward.proposed' ORDER BY id`);
  expect(written).toEqual([
    { actor: 'admin', detail: 'as x: Reference call' },
    { actor: 'admin', detail: 'Reference call' },
  ]);
});

it('what the token changes under a name bars nobody of that name, and it cannot approve that either', () => {
  const { rewards } = workspaceWithPerson();
  value(rewards.create(CALL));
  value(rewards.decide('R0001', { decision: 'change', by: 'admin', reason: 'More' }));
  const { act, currency } = CALL;
  const by = actorFor(ADMIN, 'marcus@acme.test');
  const revised = value(rewards.revise('R0001', { act, currency, amount: 49_000, by }));
  expect(revised.revisers).toEqual(['admin as marcus@acme.test']);
  const approve = (who: string) => rewards.decide('R0001', { decision: 'approve', by: who });
  expect(problem(approve('admin')).code).toBe('self_approval');
  expect(value(approve('marcus@acme.test')).state).toBe('approved');
});
