import { describe, expect, test } from 'vitest';
import { DEFAULT_CATALOGUE } from '#core/catalogue/default-catalogue.ts';
import { disclosureOf, rewardItem } from '#server/workspace/catalogue/reward-items.ts';
import { choiceFor, replaceChoices } from '#server/workspace/fulfilment/choice.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { CALL, workspaceWithPerson } from '#test/server/workspace/rewards.ts';

const MUG = {
  name: 'Mug',
  description: 'With our swell on it.',
  kind: 'swag',
  price: 15_00,
  currency: 'EUR',
  taxClass: 'de_minimis',
  provider: 'webhook',
  disclosure: 'They sent me a mug.',
  stock: 2,
  markets: ['DE', 'FR'],
  programmes: ['general'],
};

const ASKED_ELSE = 'Mug is worth €15.00, and something else was asked for.';

function setUp() {
  const w = workspaceWithPerson();
  const mug = (claimed: Record<string, unknown> = {}) =>
    w.catalogue.put('mug', { ...MUG, ...claimed }, 'ana');
  const propose = (key: string, item: string, more: Record<string, unknown> = {}) =>
    w.rewards.create({ ...CALL, amount: undefined, currency: undefined, key, item, ...more });
  const decide = (id: string, decision: 'approve' | 'decline') =>
    w.rewards.decide(id, { decision, by: 'slack:U2:Ana', reason: 'why' });
  const stock = () => {
    const item = value(w.catalogue.get('mug'));
    return [item.stock, item.reserved];
  };
  return { ...w, mug, propose, decide, stock };
}

describe('the catalogue', () => {
  test('begins with the defaults, which become the workspace’s own with the first change', () => {
    const w = setUp();
    const ids = DEFAULT_CATALOGUE.map(({ id }) => id).toSorted();
    expect(
      w.catalogue
        .list()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids);
    value(w.mug());
    expect(
      w.catalogue
        .list()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual([...ids, 'mug'].toSorted());
    value(w.catalogue.archive('gift-card-25', true, 'ana'));
    expect(w.catalogue.list().at(-1)).toMatchObject({ id: 'gift-card-25', archived: true });
    expect(w.all(`SELECT actor, action, detail FROM audit WHERE action LIKE 'catalogue.%'`)).toEqual([
      { actor: 'ana', action: 'catalogue.added', detail: 'Mug, €15.00, 2 in stock' },
      { actor: 'ana', action: 'catalogue.archived', detail: 'Gift card, $25' },
    ]);
  });

  test('keeps what is left out of the stock, and says so of nothing else', () => {
    const w = setUp();
    value(w.mug());
    const { stock: _, ...rest } = MUG;
    expect(value(w.catalogue.put('mug', { ...rest, price: 16_00 }, 'ana'))).toMatchObject({
      stock: 2,
      price: 16_00,
    });
    value(w.catalogue.put('mug', { ...rest, price: 16_00 }, 'ana'));
    expect(w.all(`SELECT 1 FROM audit WHERE action = 'catalogue.changed'`)).toHaveLength(1);
    expect(problem(w.catalogue.put('mug', { ...MUG, price: -1 }, 'ana')).field).toBe('price');
    expect(problem(w.mug({ minRating: 4 }))).toMatchObject({ field: 'minRating' });
  });

  test('asks who, and knows what it has not', () => {
    const w = setUp();
    expect(problem(w.catalogue.put('mug', MUG, ' ')).field).toBe('by');
    expect(problem(w.catalogue.get('mug')).code).toBe('not_found');
    expect(problem(w.catalogue.archive('mug', true, 'ana')).code).toBe('not_found');
  });
});

describe('a reward with an item', () => {
  test('goes to whoever fulfils its item’s kind, before whoever fulfils what costs money', () => {
    const w = setUp();
    value(w.mug({ provider: null }));
    const reward = value(w.propose('a', 'mug', { act: 'Testimonial' }));
    const lines = [
      { programme: '', kind: '', provider: 'manual' as const },
      { programme: '', kind: 'money', provider: 'tremendous' as const },
      { programme: '', kind: 'gift_card', provider: 'tremendous' as const },
    ];
    replaceChoices(w.store, lines);
    expect(choiceFor(w.store, reward)).toBe('tremendous');
    replaceChoices(w.store, [...lines, { programme: '', kind: 'swag', provider: 'webhook' }]);
    expect(choiceFor(w.store, reward)).toBe('webhook');
  });

  test('is what the item is, even where it is asked for again at another price', () => {
    const w = setUp();
    value(w.mug());
    const reward = value(w.propose('a', 'mug', { act: 'Testimonial' }));
    expect(reward).toMatchObject({ amount: 15_00, currency: 'EUR', kind: 'money', item: 'mug' });
    value(w.mug({ price: 99_00, disclosure: 'Something else.' }));
    expect(value(w.propose('a', 'mug', { act: 'Testimonial' }))).toMatchObject({
      id: reward.id,
      amount: 15_00,
    });
    expect(rewardItem(w.store, reward.id)).toMatchObject({ price: 15_00, taxClass: 'de_minimis' });
    expect(disclosureOf(w.store, reward)).toBe('They sent me a mug.');
    expect(choiceFor(w.store, reward)).toBe('webhook');
    expect(problem(w.propose('a', 'mug', { act: 'Testimonial', amount: 99_00 })).code).toBe('key_conflict');
    expect(problem(w.propose('a', 'thank-you', { act: 'Testimonial' })).code).toBe('key_conflict');
  });

  test('that is not one says by default what was given beside a public act', () => {
    const w = setUp();
    const given = value(w.rewards.create({ ...CALL, key: 'b', act: 'Public review' }));
    expect(disclosureOf(w.store, given)).toContain('reward');
    const call = value(w.rewards.create({ ...CALL, key: 'c' }));
    expect(disclosureOf(w.store, call)).toBeNull();
    const thanks = value(w.propose('d', 'thank-you', { act: 'Public review' }));
    expect(disclosureOf(w.store, thanks)).toBeNull();
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, string, string]>([
    ['an unknown item', {}, { item: 'cup' }, 'item', 'There is no item cup.'],
    ['another programme', {}, { programme: 'vip' }, 'programme', 'Mug is not given in the programme vip.'],
    ['another market', {}, { country: 'US' }, 'item', 'Mug cannot be given in US.'],
    ['no country', {}, { country: 'XX' }, 'country', 'There is no such country.'],
    ['an empty stock', { stock: 0 }, {}, 'item', 'Mug is out of stock.'],
    ['another act', { acts: ['speaking'] }, {}, 'act', 'Mug is not given for "Reference call".'],
    ['an archived item', { archived: true }, {}, 'item', 'Mug is not given any more.'],
    ['a cent less', {}, { amount: 14_99 }, 'amount', ASKED_ELSE],
    ['a cent more', {}, { amount: 15_01, currency: 'EUR' }, 'amount', ASKED_ELSE],
    ['nothing', {}, { amount: 0 }, 'amount', ASKED_ELSE],
    ['its price in dollars', {}, { amount: 15_00, currency: 'USD' }, 'currency', ASKED_ELSE],
    [
      'points that are none',
      { kind: 'points', currency: 'points:club', taxClass: 'none', provider: 'ledger' },
      {},
      'item',
      'There are no points club.',
    ],
  ])('is refused for %s', (_, item, proposal, field, message) => {
    const w = setUp();
    value(w.mug(item));
    expect(problem(w.propose('a', 'mug', proposal))).toMatchObject({ field, message });
    expect(w.all('SELECT 1 FROM reward')).toEqual([]);
  });

  test('may be asked for with its price, and nothing else without any', () => {
    const w = setUp();
    value(w.mug());
    const asked = { amount: 15_00, currency: 'EUR' };
    expect(value(w.propose('a', 'mug', asked))).toMatchObject(asked);
    expect(problem(w.rewards.create({ ...CALL, amount: undefined })).field).toBe('amount');
    expect(problem(w.rewards.create({ ...CALL, currency: undefined })).field).toBe('currency');
  });

  test('holds one of the stock until it is declined, and uses it up once approved', () => {
    const w = setUp();
    value(w.mug());
    const one = value(w.propose('a', 'mug'));
    const two = value(w.propose('b', 'mug'));
    expect(w.stock()).toEqual([2, 2]);
    expect(problem(w.propose('c', 'mug')).message).toBe('Mug is out of stock.');
    expect(problem(w.mug({ stock: 1 })).field).toBe('stock');
    value(w.decide(one.id, 'decline'));
    expect(w.stock()).toEqual([2, 1]);
    value(w.decide(two.id, 'approve'));
    expect(w.stock()).toEqual([1, 0]);
    value(w.propose('d', 'mug'));
    expect(w.stock()).toEqual([1, 1]);
    value(w.rewards.takeBack(two.id, { by: 'admin', reason: 'It never left.' }));
    expect(w.stock()).toEqual([2, 1]);
  });

  test('keeps its price through a change, and needs the stock again', () => {
    const w = setUp();
    value(w.mug({ stock: 1 }));
    const { id } = value(w.propose('a', 'mug'));
    value(w.rewards.decide(id, { decision: 'change', by: 'slack:U2:Ana', reason: 'Say more.' }));
    expect(w.stock()).toEqual([1, 0]);
    const terms = { amount: 15_00, currency: 'EUR', act: 'Reference call', by: 'rep@acme.test' };
    expect(problem(w.rewards.revise(id, { ...terms, amount: 1 }))).toMatchObject({
      field: 'amount',
      message: 'The amount is the price of Mug.',
    });
    value(w.propose('b', 'mug'));
    expect(problem(w.rewards.revise(id, terms)).message).toBe('Mug is out of stock.');
    value(w.mug({ stock: 2 }));
    value(w.rewards.revise(id, terms));
    expect(w.stock()).toEqual([2, 2]);
  });
});

describe('points and thanks', () => {
  const CLUB = {
    id: 'club',
    name: 'Club',
    expiry: { kind: 'none' },
    holdDays: 0,
    dayCap: 150,
    monthCap: null,
    tiers: [],
    noticeDays: 0,
    cost: { currency: 'USD', amount: 1, points: 1 },
    redemptionRate: null,
  };

  test('of an item are earned once it is approved, and no sooner', () => {
    const w = setUp();
    value(w.points.put(CLUB, 'ana'));
    value(
      w.mug({ kind: 'points', price: 100, currency: 'points:club', taxClass: 'none', provider: 'ledger' }),
    );
    const one = value(w.propose('a', 'mug'));
    const two = value(w.propose('b', 'mug', { personId: '1' }));
    expect(value(w.points.of('1'))).toEqual([]);
    value(w.decide(one.id, 'approve'));
    expect(value(w.points.of('1'))).toMatchObject([{ available: 100 }]);
    value(
      w.points.earn({ key: 'x', programme: 'club', personId: '1', points: 50, reason: 'more', by: 'ana' }),
    );
    expect(problem(w.decide(two.id, 'approve')).code).toBe('cap_reached');
    expect(value(w.rewards.get(two.id)).state).toBe('proposed');
    expect(value(w.points.of('1'))).toMatchObject([{ available: 150 }]);
  });

  test('that cost nothing need no budget', () => {
    const w = setUp();
    value(w.budgets.set('general', 'USD', 0, 'ana'));
    const thanks = value(w.propose('a', 'thank-you'));
    expect(thanks).toMatchObject({ amount: 0, currency: 'thanks', kind: 'thanks', funding: 'open' });
    expect(value(w.decide(thanks.id, 'approve')).state).toBe('approved');
  });
});
