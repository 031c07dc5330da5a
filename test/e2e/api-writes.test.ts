import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGroundswell, until, type RunningGroundswell } from '#test/support/running.ts';
import { callerOf, expectProblem, expectShape } from './api-client.ts';
import { controlsOf, everyItem } from './controls.ts';
import {
  pageOf,
  rewardShape,
  signalShape,
  transactionShape,
  type Person,
  type Reward,
  type Transaction,
} from './shapes.ts';

let g: RunningGroundswell;
let post: ReturnType<typeof callerOf>['post'];
let person: Person;

beforeAll(async () => {
  g = await startGroundswell({ people: 60 });
  ({ post } = callerOf(g));
  await g.synced();
  person = (await g.api<{ items: Person[] }>('/people?limit=1')).items[0]!;
});

afterAll(async () => {
  await g.close();
});

describe('signals', () => {
  const occurredAt = '2026-05-04T10:00:00Z';
  const report = (key: string) => ({ key, personId: person.id, type: 'nps', occurredAt, value: 9 });

  it('are recorded once a key', async () => {
    const before = await scoreOf();
    const [status, first] = await post('/signals', report('nps-1'));
    expect(status).toBe(201);
    expectShape(signalShape, first);
    expect(first).toMatchObject({
      personId: person.id,
      occurredAt: Date.parse(occurredAt),
      created: true,
      source: null,
    });
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
    expect(answers.filter(([status]) => status === 201)).toHaveLength(1);
    expect(answers.filter(([status]) => status === 200)).toHaveLength(19);
  });

  it('come a thousand at a time, and a refused one does not hold back the others', async () => {
    const items = [
      report('batch-1'),
      { ...report('batch-2'), type: 'applause' },
      { ...report('batch-3'), occurredAt: 'soon' },
      report('batch-1'),
      'nonsense',
      report('batch-4'),
      { ...report('batch-5'), occurredAt: '2038-01-19T03:14:08Z' },
      { ...report('batch-6'), occurredAt: '1970-01-01' },
      { ...report('batch-7'), occurredAt: '2026-02-30' },
      { ...report('batch-8'), value: 'NaN' },
      { ...report('batch-9'), value: 1e308 },
      { ...report('batch-10'), personId: '999999' },
      { ...report('batch-1'), value: 1 },
      report('batch-11'),
    ];
    const [status, answer] = await post('/signals/batch', { items });
    expect(status).toBe(200);
    expect(answer).toMatchObject({
      items: [
        { key: 'batch-1', created: true, problem: null },
        { key: 'batch-2', created: false, problem: { code: 'unknown_signal_type' } },
        { key: 'batch-3', created: false, problem: { code: 'invalid_input', field: 'occurredAt' } },
        { key: 'batch-1', created: false, problem: null },
        { key: null, created: false, problem: { code: 'invalid_input' } },
        { key: 'batch-4', created: true, problem: null },
        { key: 'batch-5', created: false, problem: { code: 'invalid_input', field: 'occurredAt' } },
        { key: 'batch-6', created: false, problem: { code: 'invalid_input', field: 'occurredAt' } },
        { key: 'batch-7', created: false, problem: { code: 'invalid_input', field: 'occurredAt' } },
        { key: 'batch-8', created: false, problem: { code: 'invalid_input', field: 'value' } },
        { key: 'batch-9', created: false, problem: { code: 'invalid_input', field: 'value' } },
        { key: 'batch-10', created: false, problem: { code: 'not_found', field: 'personId' } },
        { key: 'batch-1', created: false, problem: { code: 'key_conflict', field: 'key' } },
        { key: 'batch-11', created: true, problem: null },
      ],
    });
    const many = Array.from({ length: 1001 }, (_, index) => report(`many-${index}`));
    await expectProblem(post('/signals/batch', { items: many }), 400, 'invalid_input', 'items');
    expect((await post('/signals/batch', { items: many.slice(1) }))[0]).toBe(200);
    const huge = { items: [{ ...report('huge'), source: 'x'.repeat(10_000_000) }] };
    await expect(post('/signals/batch', huge)).resolves.toMatchObject([413, { code: 'too_large' }]);
    // JSON has no such number, and what is written as one is infinite.
    const { call } = callerOf(g);
    const infinite = JSON.stringify({ items: [report('infinite')] }).replace(/"value":\d+/, '"value":1e999');
    expect(await (await call('POST', '/signals/batch', infinite)).json()).toMatchObject({
      items: [{ created: false, problem: { code: 'invalid_input', field: 'value' } }],
    });
  });

  it('find the person by e-mail, unless several share it or nobody has it', async () => {
    const all = await everyItem<Person>(g, '/people?limit=200');
    const known = new Map<string, number>();
    for (const { email } of all) if (email !== null) known.set(email, (known.get(email) ?? 0) + 1);
    const alone = all.find(({ email }) => email !== null && known.get(email) === 1)!;
    const [status, recorded] = await post('/signals', {
      ...report('by-mail'),
      personId: undefined,
      email: ` ${alone.email!.toUpperCase()} `,
    });
    expect(status).toBe(201);
    expect(recorded).toMatchObject({ personId: alone.id });

    const [first, second] = all.filter(({ records }) => records.length > 0);
    for (const { records } of [first!, second!]) {
      await controlsOf(g).hubspot('PATCH', `records/0-1/${records[0]!.id}`, { email: 'shared@example.com' });
    }
    await until(
      async () => (await everyItem<Person>(g, '/people?limit=200&q=shared%40example')).length === 2,
      'two people on one address',
    );
    await expectProblem(
      post('/signals', { ...report('x'), personId: undefined, email: 'shared@example.com' }),
      409,
      'ambiguous_email',
      'email',
    );
    await expectProblem(
      post('/signals', { ...report('x'), personId: undefined, email: 'nobody@example.com' }),
      404,
      'not_found',
      'email',
    );
    await expectProblem(
      post('/signals', { ...report('x'), personId: undefined }),
      400,
      'invalid_input',
      'email',
    );
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
    expect(status).toBe(201);
    const reward = expectShape(rewardShape, created);
    expect(reward).toMatchObject({ ...proposal('talk-1'), state: 'proposed', decidedBy: null });
    const [, again] = await post('/rewards', proposal('talk-1'));
    expect(again).toEqual(reward);
    await expectProblem(
      post('/rewards', { ...proposal('talk-1'), amount: 26_00 }),
      409,
      'key_conflict',
      'key',
    );

    expectShape(pageOf(rewardShape), await g.api('/rewards'));
    expect((await g.api<{ items: Reward[] }>('/rewards?state=proposed')).items).toContainEqual(reward);
    expect((await g.api<{ items: Reward[] }>('/rewards?state=declined')).items).toEqual([]);
    expect(await g.api(`/rewards/${reward.id}`)).toEqual(reward);

    const decisions = `/rewards/${reward.id}/decisions`;
    await expectProblem(post(decisions, { decision: 'approve', by: 'zoe' }), 403, 'forbidden', 'by');
    await expectProblem(
      post(decisions, { decision: 'decline', by: 'admin' }),
      400,
      'invalid_input',
      'reason',
    );
    await expectProblem(
      post(decisions, { decision: 'maybe', by: 'admin' }),
      400,
      'invalid_input',
      'decision',
    );
    const [decidedStatus, decided] = await post(decisions, {
      decision: 'decline',
      by: 'admin',
      reason: 'Not ours',
    });
    expect(decidedStatus).toBe(200);
    expect(expectShape(rewardShape, decided)).toMatchObject({
      state: 'declined',
      decidedBy: 'admin',
      reason: 'Not ours',
    });
    const [, late] = await post(decisions, { decision: 'approve', by: 'admin' });
    expect(late).toMatchObject({ code: 'already_decided', status: 409 });
    expect(JSON.stringify(late)).toMatch(/admin declined/);
  });

  it('are booked in a ledger that pages and sums to zero', async () => {
    const page = expectShape(pageOf(transactionShape), await g.api('/ledger?limit=1'));
    expect(page.next).not.toBeNull();
    for (const { entries } of await everyItem<Transaction>(g, '/ledger?limit=1')) {
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
    await expectProblem(
      post('/rewards', { ...proposal(`wrong-${JSON.stringify(wrong)}`), ...wrong }),
      status,
      code,
      field,
    );
  });
});

async function scoreOf() {
  return g.api<{ propensity: number; lines: { points: number }[] }>(`/people/${person.id}/score`);
}
