import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card } from '#core/card/card.ts';
import { giveConsent } from '#test/sandbox/consent.ts';
import { signedHeaders } from '#test/sandbox/hubspot/signature.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { answerOf, expectRefusal, listedOn, personOf } from './card-answers.ts';
import { hubspotCards, nominationOf, VIEWER } from './card-requests.ts';
import { SECRET } from './signed-webhooks.ts';
import type { Person } from './shapes.ts';

const MINUTE = 60_000;
const OTHER_PORTAL = '99001122';

let g: RunningGroundswell;
let cards: ReturnType<typeof hubspotCards>;
let contacts: string[];

beforeAll(async () => {
  g = await startGroundswell({ people: 60, connect: [] });
  g.sandbox.hubspot.sandbox.portal.owners[0]!.archived = true;
  await giveConsent(g.appUrl, 'hubspot', g.adminToken);
  await g.synced();
  cards = hubspotCards(g);
  const { items } = await g.api<{ items: Person[] }>('/people?limit=60&sort=-propensity');
  contacts = items.map(({ records }) => records[0]!.id);
});

afterAll(async () => {
  await g.close();
});

describe('a card request HubSpot did not just sign for this user', () => {
  const id = () => contacts[0]!;

  it('is refused, with nothing told', async () => {
    const forged = cards.show('contact', id(), { secret: 'hubspot-secret-of-another-app' });
    const unsigned = () => fetch(cards.addressOf('card', `kind=contact&id=${id()}`, {}));
    const stale = cards.show('contact', id(), { at: Date.now() - 5 * MINUTE - 2000 });
    const early = cards.show('contact', id(), { at: Date.now() + 5 * MINUTE + 2000 });
    for (const sent of [forged, unsigned, stale, early]) {
      const { detail } = await expectRefusal(sent, 401, 'bad_signature');
      expect(detail).toContain('HubSpot did not vouch for this request');
    }
  });

  it('is refused when it was answered before, however its signature is written', async () => {
    const sent = cards.show('contact', id());
    await answerOf<Card>(sent);
    await expectRefusal(sent, 401, 'replayed');
    const at = Date.now() - MINUTE;
    const url = cards.addressOf('card', `kind=contact&id=${id()}`, {});
    await answerOf<Card>(cards.prepare('GET', url, '', { at }));
    const written = signatureOf(url, at).replace(/.=$/, (end) => `${next(end.charAt(0))}=`);
    const headers = { 'x-hubspot-signature-v3': written };
    await expectRefusal(cards.prepare('GET', url, '', { at, headers }), 401, 'replayed');
  });

  it('is let in again after it was refused: only an answer is spent', async () => {
    const sent = cards.show('contact', 'x');
    await expectRefusal(sent, 400, 'invalid_input');
    await expectRefusal(sent, 400, 'invalid_input');
  });

  it('is refused when the address names the user or portal itself', async () => {
    const named = `kind=contact&id=${id()}&userEmail=boss%40northwind.example`;
    const url = cards.addressOf('card', named, {});
    await expectRefusal(cards.prepare('GET', url, '', {}), 401, 'bad_signature');
    await expectRefusal(cards.show('contact', id(), { viewer: { userId: '' } }), 401, 'bad_signature');
    for (const name of Object.keys(VIEWER)) {
      const address = new URL(url.replace('&userEmail=boss%40northwind.example', ''));
      address.searchParams.delete(name);
      await expectRefusal(cards.prepare('GET', address.href, '', {}), 401, 'bad_signature');
    }
  });

  it('is refused for another portal, and knows no record of another', async () => {
    await expectRefusal(
      cards.show('contact', id(), { viewer: { portalId: OTHER_PORTAL } }),
      409,
      'not_connected',
    );
    const viewer = { portalId: OTHER_PORTAL };
    await expectRefusal(cards.press('nominate', nominationOf(id()), { viewer }), 409, 'not_connected');
    const { subject } = await answerOf<Card>(cards.show('contact', '999999999'));
    expect(subject).toMatchObject({
      kind: 'unknown',
      message: expect.stringContaining('not read this record'),
    });
    await expectRefusal(cards.press('nominate', nominationOf('999999999')), 404, 'not_found');
  });

  it('is refused for a user who left', async () => {
    const [left] = g.sandbox.hubspot.sandbox.portal.owners;
    const viewer = { userId: String(Number(left!.id) + 50_000_000) };
    const { detail } = await expectRefusal(cards.show('contact', id(), { viewer }), 403, 'user_left');
    expect(detail).toContain('no longer active');
    await expectRefusal(cards.press('nominate', nominationOf(id()), { viewer }), 403, 'user_left');
  });
});

describe('the card of a record', () => {
  it('shows a contact as the API knows the person', async () => {
    const { items } = await g.api<{ items: Person[] }>('/people?limit=1&sort=-propensity');
    const person = items[0]!;
    const shown = personOf(await answerOf<Card>(cards.show('contact', person.records[0]!.id)));
    expect(shown).toMatchObject({
      name: person.name,
      status: person.status,
      propensity: person.propensity,
      company: person.company,
      owner: person.owner,
      readiness: { total: 8 },
      consoleUrl: `${g.appUrl}/console/advocates/${person.id}`,
    });
    expect(shown.reasons.length).toBeGreaterThan(2);
    for (const { sourceUrl } of shown.reasons) expect(sourceUrl).toMatch(/^https?:\/\//);
  });

  it('shows a company and a deal with the people on them', async () => {
    const { portal } = g.sandbox.hubspot.sandbox;
    for (const [kind, table] of [
      ['company', 'companies'],
      ['deal', 'deals'],
    ] as const) {
      const { firstId, endId } = portal.tables[table];
      let listed = 0;
      for (let id = firstId; id < Math.min(endId, firstId + 8); id += 1) {
        listed += listedOn(await answerOf<Card>(cards.show(kind, String(id))));
      }
      expect(listed).toBeGreaterThan(0);
    }
  });

  it.each([
    ['no kind', 'id=1'],
    ['a kind there is none of', 'kind=constructor&id=1'],
    ['an id that is none', 'kind=contact&id=1%27%20OR%201%3D1'],
    ['an id of Salesforce', 'kind=contact&id=003000000000001AAA'],
    ['an id too long', `kind=contact&id=${'9'.repeat(70)}`],
  ])('is refused for %s', async (_, query) => {
    await expectRefusal(
      cards.prepare('GET', cards.addressOf('card', query, {}), '', {}),
      400,
      'invalid_input',
    );
  });
});

function signatureOf(url: string, at: number): string {
  return signedHeaders(SECRET, 'GET', url, '', at)['x-hubspot-signature-v3'] ?? '';
}

/** The letter after this one in base64: the last of a signature has two bits nobody reads. */
function next(letter: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const index = letters.indexOf(letter);
  return letters.charAt(index % 4 === 3 ? index - 1 : index + 1);
}
