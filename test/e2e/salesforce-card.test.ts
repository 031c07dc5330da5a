import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, CardActionAnswer } from '#core/card/card.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { answerOf, expectRefusal } from './card-answers.ts';
import { nominationOf } from './card-requests.ts';
import { salesforceCards, userId, type CardKeys } from './salesforce-card-requests.ts';
import type { Person, Reward } from './shapes.ts';
import { visitor } from './visitor.ts';

const MINUTE = 60_000;

let g: RunningGroundswell;
let org: string;
let keys: CardKeys;
let cards: ReturnType<typeof salesforceCards>;
let contacts: string[];

beforeAll(async () => {
  g = await startGroundswell({ people: 60, connect: ['salesforce'] });
  await g.synced();
  const { items } = await g.api<{ items: { id: string }[] }>('/connections');
  org = items[0]!.id.replace('salesforce-', '');
  keys = await g.api<CardKeys>(`/connections/${items[0]!.id}/card-keys`, {});
  cards = salesforceCards(g, { org, keys });
  const people = await g.api<{ items: Person[] }>('/people?limit=40&sort=-propensity');
  contacts = people.items.map(({ records }) => records[0]!.id).filter((id) => id.startsWith('003'));
});

afterAll(async () => {
  await g.close();
});

describe('a card request of Salesforce', () => {
  const id = () => contacts[0]!;

  it('shows the record under its short and its long id', async () => {
    const long = await answerOf<Card>(cards.show('contact', id()));
    const short = await answerOf<Card>(cards.show('contact', id().slice(0, 15)));
    expect(long.subject).toMatchObject({ kind: 'person', person: { contactId: id() } });
    expect(short.subject).toEqual(long.subject);
    expect(short.record.id).toBe(id());
  });

  it('is refused unsigned, forged, changed, stale or with a key of before', async () => {
    const strange = { token: 'another-token-of-somebody', secret: keys.secret };
    await expectRefusal(cards.show('contact', id(), { keys: strange }), 401, 'unauthorized');
    await expectRefusal(cards.show('contact', id(), { headers: { authorization: '' } }), 401, 'unauthorized');
    await expectRefusal(
      cards.show('contact', id(), { keys: { ...keys, secret: 'x' } }),
      401,
      'bad_signature',
    );
    const another = { headers: { 'x-groundswell-user': userId('Boss') } };
    await expectRefusal(cards.show('contact', id(), another), 401, 'bad_signature');
    await expectRefusal(cards.show('contact', id(), { at: Date.now() - 6 * MINUTE }), 410, 'expired');
  });

  it('that is not signed is told nothing of who is connected', async () => {
    const { url, headers } = cards.show('contact', id());
    const strange = { 'x-groundswell-org': '00D5e000000000XEAQ' };
    for (const given of [{}, strange] as Record<string, string>[]) {
      for (const name of Object.keys(headers).filter((each) => /groundswell|authorization/.test(each))) {
        const left = Object.entries({ ...headers, ...given }).filter(([each]) => each !== name);
        await expectRefusal(() => fetch(url, { headers: left }), 401, 'unauthorized');
      }
      await expectRefusal(() => fetch(url, { headers: given }), 401, 'unauthorized');
    }
  });

  it('is refused when it comes twice, the press too', async () => {
    const shown = cards.show('contact', id());
    await answerOf(shown);
    await expectRefusal(shown, 401, 'replayed');
    const press = cards.press('nominate', nominationOf(contacts[1]!));
    await answerOf(press);
    await expectRefusal(press, 401, 'replayed');
  });

  it('is refused for an organisation nobody connected', async () => {
    const other = { org: '00D5e000000000XEAQ' };
    await expectRefusal(cards.show('contact', id(), other), 409, 'not_connected');
    await expectRefusal(cards.show('contact', id(), { org: 'hubspot' }), 409, 'not_connected');
  });

  it.each([
    ['an id that is none', 'contact', '003'],
    ['an id of HubSpot', 'contact', '151'],
    ['a kind there is none of', 'toString', '003000000000001AAA'],
    ['a suffix of another id', 'contact', '003000000000001ZZZ'],
  ])('is refused for %s', async (_, kind, record) => {
    await expectRefusal(cards.show(kind, record), 400, 'invalid_input');
  });

  it('knows no record of another organisation', async () => {
    const { subject } = await answerOf<Card>(cards.show('contact', '003000000000999'));
    expect(subject.kind).toBe('unknown');
    await expectRefusal(cards.press('nominate', nominationOf('003000000000999')), 404, 'not_found');
  });
});

describe('a press in Salesforce', () => {
  it('is done by the user behind it, once, with ids of either length', async () => {
    const id = contacts[2]!;
    const call = { user: g.sandbox.salesforce.sandbox.org.adminId };
    const reward = nominationOf(id.slice(0, 15), { act: 'Call', amount: 1000, currency: 'USD' });
    const first = await answerOf<CardActionAnswer>(cards.press('suggest-reward', reward, call));
    const again = await answerOf<CardActionAnswer>(
      cards.press('suggest-reward', { ...reward, contactId: id, record: { kind: 'contact', id } }, call),
    );
    expect(again).toEqual(first);
    const { items } = await g.api<{ items: Reward[] }>('/rewards?state=proposed&limit=200');
    const made = items.filter(({ act }) => act === 'Call');
    expect(made).toHaveLength(1);
    expect(made[0]?.proposedBy).toContain('@');
    await expectRefusal(cards.press('nominate', { ...reward, note: null }, call), 409, 'key_conflict');
  });

  it('by a user we never read is theirs all the same', async () => {
    const press = nominationOf(contacts[3]!, { ask: 'review' });
    const { done } = await answerOf<CardActionAnswer>(cards.press('log-ask', press, { user: userId('New') }));
    expect(done).toContain('The ask is logged');
  });

  it('is refused beyond 64 kB', async () => {
    const big = nominationOf(contacts[4]!, { note: 'x'.repeat(65_000) });
    await expectRefusal(cards.press('nominate', big), 413, 'too_large');
  });
});

describe('the keys of the card', () => {
  it('are shown once in the console, and replace those before', async () => {
    const admin = visitor(g.appUrl);
    await admin.signIn(g.adminToken);
    const path = `/console/salesforce/salesforce-${org}/card-keys`;
    const response = await admin.post(path, {});
    expect(response.headers.get('cache-control')).toContain('no-store');
    const shown = [...(await response.text()).matchAll(/<code>([\w-]{43})<\/code>/g)].map(
      (match) => match[1]!,
    );
    expect(shown).toHaveLength(2);
    await expectRefusal(cards.show('contact', contacts[0]!), 401, 'unauthorized');
    const renewed = { keys: { token: shown[0]!, secret: shown[1]! } };
    await answerOf(cards.show('contact', contacts[0]!, renewed));
    expect((await admin.get(path)).status).toBe(404);
  });

  it('are made for Salesforce alone', async () => {
    const headers = { authorization: `Bearer ${g.adminToken}` };
    const url = `${g.appUrl}/api/v1/connections/hubspot-1/card-keys`;
    expect((await fetch(url, { method: 'POST', headers })).status).toBe(404);
  });
});
