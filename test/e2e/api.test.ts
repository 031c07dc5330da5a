import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { everyItem } from './controls.ts';
import {
  connectionShape,
  healthShape,
  pageOf,
  personShape,
  problemDetails,
  rewardShape,
  scoreShape,
  signalShape,
  timelineShape,
  transactionShape,
  type Person,
  type Reward,
} from './shapes.ts';

const HUBSPOT = 'hubspot-24601337';

let g: RunningGroundswell;
let person: Person;

beforeAll(async () => {
  g = await startGroundswell({ people: 150 });
  await g.synced();
  person = (await g.api<{ items: Person[] }>('/people?limit=1')).items[0]!;
});

afterAll(async () => {
  await g.close();
});

describe('people', () => {
  it('are listed, shown, explained and told, each in the shape agreed', async () => {
    expectShape(pageOf(personShape), await g.api('/people?limit=200'));
    expectShape(personShape, await g.api(`/people/${person.id}`));
    expectShape(scoreShape, await g.api(`/people/${person.id}/score`));
    expectShape(pageOf(timelineShape), await g.api(`/people/${person.id}/timeline`));
  });

  it.each(['-propensity', 'propensity', 'name', '-name', 'company', 'lastActAt'])(
    'are paged by %s without a gap or a repeat',
    async (sort) => {
      const whole = await everyItem<Person>(g, `/people?limit=200&sort=${sort}`);
      const paged = await everyItem<Person>(g, `/people?limit=7&sort=${sort}`);
      expect(paged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
      expect(new Set(paged.map(({ id }) => id)).size).toBe(paged.length);
      const field = sort.replace('-', '') as 'propensity' | 'name' | 'company' | 'lastActAt';
      const values = whole.map((each) => (field === 'name' || field === 'company' ? lower(each[field]) : (each[field] ?? 0)));
      const sorted = values.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0));
      expect(values).toEqual(sort.startsWith('-') ? sorted.toReversed() : sorted);
    },
  );

  it('are found by part of a name, an address or a company, and the wildcards of SQL mean nothing', async () => {
    const someone = (await everyItem<Person>(g, '/people?limit=200')).find(({ email, company }) => email && company)!;
    for (const part of [someone.name.slice(0, 5), someone.email!.slice(2, 9), someone.company!.slice(1, 6).toUpperCase()]) {
      const found = await everyItem<Person>(g, `/people?limit=200&q=${encodeURIComponent(part)}`);
      expect(found.map(({ id }) => id)).toContain(someone.id);
      expect(found.every((each) => JSON.stringify([each.name, each.email, each.company]).toLowerCase().includes(part.toLowerCase()))).toBe(true);
    }
    expect(await everyItem<Person>(g, `/people?limit=200&q=${encodeURIComponent('%_%_%')}`)).toEqual([]);
    await g.api(`/people?q=${encodeURIComponent('🌸'.repeat(60))}`);
  });

  it('are filtered by tier', async () => {
    const all = await everyItem<Person>(g, '/people?limit=200');
    const candidates = await everyItem<Person>(g, '/people?limit=200&tier=candidate');
    expect(candidates.length).toBeGreaterThan(0);
    expect(candidates.map(({ id }) => id)).toEqual(all.filter(({ tier }) => tier === 'candidate').map(({ id }) => id));
  });
});

describe('signals', () => {
  const occurredAt = '2026-05-04T10:00:00Z';
  const report = (key: string) => ({ key, personId: person.id, type: 'nps', occurredAt, value: 9 });

  it('are recorded once a key', async () => {
    const before = await scoreOf();
    const [status, first] = await post('/signals', report('nps-1'));
    expect(status).toBe(201);
    expectShape(signalShape, first);
    expect(first).toMatchObject({ personId: person.id, occurredAt: Date.parse(occurredAt), created: true, source: null });
    const after = await scoreOf();
    expect(after.lines.length).toBe(before.lines.length + 1);
    expect(after.lines.reduce((sum, { points }) => sum + points, 0)).toBe(after.propensity);

    expect(await post('/signals', report('nps-1'))).toEqual([200, { ...(first as object), created: false }]);
    expect(await scoreOf()).toEqual(after);
  });

  it('are refused under a key that meant something else', async () => {
    await post('/signals', report('nps-2'));
    for (const other of [{ value: 2 }, { type: 'idea', value: null }, { occurredAt: '2026-05-05' }]) {
      await expectProblem(post('/signals', { ...report('nps-2'), ...other }), 409, 'key_conflict', 'key');
    }
  });

  it('are recorded once, however many send them at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('/signals', report('nps-race'))));
    expect(answers.map(([status]) => status).toSorted()).toEqual([...Array<number>(19).fill(200), 201]);
  });

  it('find the person by e-mail, unless several share it or nobody has it', async () => {
    const all = await everyItem<Person>(g, '/people?limit=200');
    const known = new Map<string, number>();
    for (const { email } of all) if (email !== null) known.set(email, (known.get(email) ?? 0) + 1);
    const alone = all.find(({ email }) => email !== null && known.get(email) === 1)!;
    const [status, recorded] = await post('/signals', { ...report('by-mail'), personId: undefined, email: ` ${alone.email!.toUpperCase()} ` });
    expect(status).toBe(201);
    expect(recorded).toMatchObject({ personId: alone.id });

    const [first, second] = all.filter(({ records }) => records.length > 0);
    for (const { records } of [first!, second!]) {
      await fetch(`http://127.0.0.1:${g.sandbox.ports.hubspot}/__sandbox/records/0-1/${records[0]!.id}`, {
        method: 'PATCH',
        headers: { 'content-type': 'application/json' },
        body: '{"email":"shared@example.com"}',
      });
    }
    await until(
      async () => (await everyItem<Person>(g, '/people?limit=200&q=shared%40example')).length === 2,
      'two people on one address',
    );
    await expectProblem(post('/signals', { ...report('x'), personId: undefined, email: 'shared@example.com' }), 409, 'ambiguous_email', 'email');
    await expectProblem(post('/signals', { ...report('x'), personId: undefined, email: 'nobody@example.com' }), 404, 'not_found', 'email');
    await expectProblem(post('/signals', { ...report('x'), personId: undefined }), 400, 'invalid_input', 'email');
  });

  it.each([
    [{ key: '' }, 400, 'invalid_input', 'key'],
    [{ key: undefined }, 400, 'invalid_input', 'key'],
    [{ type: 'applause' }, 400, 'unknown_signal_type', 'type'],
    [{ type: 'constructor' }, 400, 'unknown_signal_type', 'type'],
    [{ value: 11 }, 400, 'invalid_input', 'value'],
    [{ value: 'nine' }, 400, 'invalid_input', 'value'],
    [{ value: null }, 400, 'invalid_input', 'value'],
    [{ occurredAt: 'yesterday' }, 400, 'invalid_input', 'occurredAt'],
    [{ occurredAt: '1999-12-31' }, 400, 'invalid_input', 'occurredAt'],
    [{ occurredAt: null }, 400, 'invalid_input', 'occurredAt'],
    [{ personId: '999999' }, 404, 'not_found', 'personId'],
    [{ personId: '0x1' }, 404, 'not_found', 'personId'],
    [{ personId: 1 }, 400, 'invalid_input', 'personId'],
    [{ source: 'x'.repeat(2001) }, 400, 'invalid_input', 'source'],
  ])('with %j are refused', async (wrong, status, code, field) => {
    await expectProblem(post('/signals', { ...report('wrong'), ...wrong }), status, code, field);
  });
});

describe('rewards', () => {
  const proposal = (key: string) => ({
    key,
    personId: person.id,
    amount: 25_00,
    currency: 'EUR',
    act: 'Spoke at the meetup',
    proof: 'https://example.com/talk',
    proposedBy: 'zoe@example.com',
  });

  it('are proposed once a key, listed by state, shown and decided once', async () => {
    const [status, created] = await post('/rewards', proposal('talk-1'));
    expect([200, 201]).toContain(status);
    const reward = expectShape(rewardShape, created);
    expect(reward).toMatchObject({ ...proposal('talk-1'), state: 'proposed', decidedBy: null });
    const [, again] = await post('/rewards', proposal('talk-1'));
    expect(again).toEqual(reward);
    await expectProblem(post('/rewards', { ...proposal('talk-1'), amount: 26_00 }), 409, 'key_conflict', 'key');

    expectShape(pageOf(rewardShape), await g.api('/rewards'));
    expect((await g.api<{ items: Reward[] }>('/rewards?state=proposed')).items).toContainEqual(reward);
    expect((await g.api<{ items: Reward[] }>('/rewards?state=declined')).items).toEqual([]);
    expect(await g.api(`/rewards/${reward.id}`)).toEqual(reward);

    const decisions = `/rewards/${reward.id}/decisions`;
    await expectProblem(post(decisions, { decision: 'approve', by: ' ZOE@example.com' }), 403, 'self_approval', 'by');
    await expectProblem(post(decisions, { decision: 'decline', by: 'max' }), 400, 'invalid_input', 'reason');
    await expectProblem(post(decisions, { decision: 'maybe', by: 'max' }), 400, 'invalid_input', 'decision');
    const [decidedStatus, decided] = await post(decisions, { decision: 'decline', by: 'max', reason: 'Not ours' });
    expect(decidedStatus).toBe(200);
    expect(expectShape(rewardShape, decided)).toMatchObject({ state: 'declined', decidedBy: 'max', reason: 'Not ours' });
    const [, late] = await post(decisions, { decision: 'approve', by: 'mia' });
    expect(late).toMatchObject({ code: 'already_decided', status: 409 });
    expect(JSON.stringify(late)).toMatch(/max declined/);
  });

  it('are booked in a ledger that pages and sums to zero', async () => {
    const page = expectShape(pageOf(transactionShape), await g.api('/ledger?limit=1'));
    expect(page.next).not.toBeNull();
    for (const { entries } of await everyItem<z.infer<typeof transactionShape>>(g, '/ledger?limit=1')) {
      expect(entries.reduce((sum, { amount }) => sum + amount, 0)).toBe(0);
    }
  });

  it.each([
    [{ amount: 12.5 }, 400, 'invalid_input', 'amount'],
    [{ amount: 0 }, 400, 'invalid_input', 'amount'],
    [{ amount: -5 }, 400, 'invalid_input', 'amount'],
    [{ amount: '25' }, 400, 'invalid_input', 'amount'],
    [{ currency: 'EURO' }, 400, 'invalid_input', 'currency'],
    [{ act: '   ' }, 400, 'invalid_input', 'act'],
    [{ proposedBy: '' }, 400, 'invalid_input', 'proposedBy'],
    [{ personId: 'nobody' }, 404, 'not_found', 'personId'],
  ])('with %j are refused', async (wrong, status, code, field) => {
    await expectProblem(post('/rewards', { ...proposal(`wrong-${JSON.stringify(wrong)}`), ...wrong }), status, code, field);
  });
});

describe('connections', () => {
  it('are listed with their progress, shown, and asked to sync', async () => {
    const { items } = expectShape(pageOf(connectionShape), await g.api('/connections'));
    expect(items.map(({ id }) => id).toSorted()).toEqual([HUBSPOT, 'slack-T0BRIGHTWT']);
    expectShape(connectionShape, await g.api(`/connections/${HUBSPOT}`));
    expectShape(healthShape, await g.api(`/connections/${HUBSPOT}/health`));
  });

  it.each([
    ['nothing', undefined],
    ['no JSON although it says so', ''],
    ['an empty object', '{}'],
    ['a wish for everything', '{"full":true}'],
  ])('look for changes when sent %s', async (_, body) => {
    const response = await call('POST', `/connections/${HUBSPOT}/sync`, body);
    expect(response.status).toBe(200);
    expectShape(connectionShape, await response.json());
    await g.synced();
  });
});

function lower(text: string | null): string {
  return (text ?? '').replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}

async function scoreOf() {
  return g.api<{ propensity: number; lines: { points: number }[] }>(`/people/${person.id}/score`);
}

function expectShape<Shape extends z.ZodType>(shape: Shape, answer: unknown): z.infer<Shape> {
  const parsed = shape.safeParse(answer);
  expect(parsed.error?.issues ?? []).toEqual([]);
  return parsed.data as z.infer<Shape>;
}

async function expectProblem(
  answer: Promise<[status: number, body: unknown]>,
  status: number,
  code: string,
  field: string,
): Promise<void> {
  const [given, body] = await answer;
  expectShape(problemDetails, body);
  expect(body).toMatchObject({ status, code, field });
  expect(given).toBe(status);
}

async function post(path: string, body: unknown): Promise<[status: number, body: unknown]> {
  const response = await call('POST', path, JSON.stringify(body));
  return [response.status, await response.json()];
}

async function call(method: string, path: string, body?: string): Promise<Response> {
  return fetch(`${g.appUrl}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${g.adminToken}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    body: body ?? null,
  });
}
