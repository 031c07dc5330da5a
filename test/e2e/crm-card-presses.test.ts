import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Card, CardActionAnswer } from '#core/card/card.ts';
import { startGroundswell, type RunningGroundswell } from '#test/support/running.ts';
import { answerOf, expectRefusal, personOf } from './card-answers.ts';
import { hubspotCards, nominationOf, VIEWER } from './card-requests.ts';
import { PORTAL } from './signed-webhooks.ts';
import type { Person, Reward } from './shapes.ts';

const MINUTE = 60_000;

let g: RunningGroundswell;
let cards: ReturnType<typeof hubspotCards>;
/** Contacts nobody has pressed anything on yet. */
let fresh: string[];
let steps = 0;

beforeAll(async () => {
  g = await startGroundswell({ people: 60, connect: ['hubspot'] });
  await g.synced();
  cards = hubspotCards(g);
  const { items } = await g.api<{ items: Person[] }>('/people?limit=60&sort=-propensity');
  fresh = items.map(({ records }) => records[0]!.id);
});

afterAll(async () => {
  await g.close();
});

describe('a press on the card', () => {
  it('nominates, logs an act, logs an ask and suggests a reward, each by the user HubSpot named', async () => {
    const id = fresh.pop()!;
    const done = async (name: string, more: Record<string, unknown>) =>
      (await answerOf<CardActionAnswer>(cards.press(name, nominationOf(id, more)))).done;
    expect(await done('nominate', {})).toMatch(/is nominated/);
    expect(await done('log-act', { act: 'review', occurredAt: Date.now() - 5 * MINUTE })).toMatch(
      /is logged/,
    );
    expect(await done('log-ask', { ask: 'referral' })).toMatch(/rests until/);
    expect(await done('suggest-reward', { act: 'Review', amount: 2500, currency: 'USD' })).toMatch(
      /\$25\.00/,
    );
    const { items } = await g.api<{ items: Reward[] }>('/rewards?state=proposed&limit=200');
    expect(items.find(({ act }) => act === 'Review')).toMatchObject({ proposedBy: VIEWER.userEmail });
    const shown = personOf(await answerOf<Card>(cards.show('contact', id)));
    expect(shown).toMatchObject({ status: 'resting', nextAskAt: expect.any(Number) });
    expect(shown.readiness.closed.map(({ gate }) => gate)).toContain('rest');
  });

  it('sent twice is done once, and under the same key nothing else is done', async () => {
    const press = nominationOf(fresh.pop()!);
    const sent = cards.press('nominate', press);
    const first = await answerOf<CardActionAnswer>(sent);
    expect((await answerOf<CardActionAnswer>(sent)).done).toBe(first.done);
    const again = await answerOf<CardActionAnswer>(cards.press('nominate', press));
    expect(personOf(again.card).reasons).toEqual(personOf(first.card).reasons);
    await expectRefusal(cards.press('nominate', { ...press, note: 'else' }), 409, 'key_conflict');
    await expectRefusal(cards.press('log-ask', { ...press, ask: 'review' }), 409, 'key_conflict');
  });

  it('sent many times at once is done once', async () => {
    const press = nominationOf(fresh.pop()!, { ask: 'review' });
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => answerOf<CardActionAnswer>(cards.press('log-ask', press))),
    );
    expect(new Set(answers.map(({ done }) => done)).size).toBe(1);
    const { items } = await g.api<{ items: { kind: string }[] }>(
      `/people/${await personBehind(press.contactId)}/timeline?limit=50`,
    );
    expect(items.filter(({ kind }) => kind === 'ask')).toHaveLength(1);
  });

  it('keeps hostile text as text', async () => {
    const note = `<script>alert(1)</script>\u202e\u0000 '; DROP TABLE person; -- ${String.fromCharCode(0xd800)} 🎉`;
    const id = fresh.pop()!;
    await answerOf<CardActionAnswer>(cards.press('nominate', nominationOf(id, { note })));
    await answerOf<CardActionAnswer>(cards.press('log-ask', nominationOf(id, { ask: 'other', note })));
    const page = await fetch(`${g.appUrl}/api/v1/people/${await personBehind(id)}/timeline`, {
      headers: { authorization: `Bearer ${g.adminToken}` },
    });
    expect(await page.text()).toContain('DROP TABLE person');
  });

  it.each<[string, string, Record<string, unknown>, number, string]>([
    ['an action there is none of', '__proto__', {}, 404, 'not_found'],
    ['an act that is no signal', 'log-act', { act: 'constructor', occurredAt: 1 }, 400, 'invalid_input'],
    ['a fact instead of an act', 'log-act', { act: 'nps', occurredAt: Date.now() }, 400, 'invalid_input'],
    ['a day to come', 'log-act', { act: 'review', occurredAt: Date.now() + 864e5 }, 400, 'invalid_input'],
    ['an ask there is none of', 'log-ask', { ask: 'toString' }, 400, 'invalid_input'],
    ['a note without end', 'nominate', { note: 'x'.repeat(501) }, 400, 'invalid_input'],
    ['no key', 'nominate', { idempotencyKey: '' }, 400, 'invalid_input'],
    ['a key with spaces', 'nominate', { idempotencyKey: 'a b' }, 400, 'invalid_input'],
    ['a sum below zero', 'suggest-reward', { act: 'a', amount: -1, currency: 'USD' }, 400, 'invalid_input'],
    ['half a cent', 'suggest-reward', { act: 'a', amount: 0.5, currency: 'USD' }, 400, 'invalid_input'],
    ['no money at all', 'suggest-reward', { act: 'a', amount: 1, currency: 'XXX' }, 400, 'invalid_input'],
    ['too much of it', 'suggest-reward', { act: 'x'.repeat(70_000), amount: 1 }, 413, 'too_large'],
  ])('is refused for %s', async (_, name, more, status, code) => {
    await expectRefusal(cards.press(name, nominationOf(fresh[1]!, more)), status, code);
  });

  it.each(['', 'null', '[]', '{', '{"__proto__":{}}'])('is refused for the body %j', async (body) => {
    const url = cards.addressOf('actions/nominate', '', {});
    await expectRefusal(cards.prepare('POST', url, body, {}), 400, 'invalid_input');
  });

  it('is refused for somebody who is not on the record', async () => {
    const press = { ...nominationOf(fresh[1]!), contactId: fresh[2]! };
    await expectRefusal(cards.press('nominate', press), 404, 'not_found');
  });

  it('counts only as what was signed', async () => {
    const [one, other] = [cards.press('nominate', nominationOf(fresh[1]!)), nominationOf(fresh[2]!)];
    const changed = () =>
      fetch(one.url, { method: 'POST', headers: one.headers, body: JSON.stringify(other) });
    await expectRefusal(changed, 401, 'bad_signature');
  });
});

describe('a step of a workflow', () => {
  const step = (objectId: string, more: Record<string, unknown> = {}) => ({
    callbackId: `ap-${PORTAL}-${steps++}-0`,
    origin: { portalId: PORTAL, actionDefinitionId: 1 },
    object: { objectId: Number(objectId), objectType: 'CONTACT' },
    inputFields: { note: 'Renewed twice' },
    ...more,
  });

  it('nominates once, however often HubSpot repeats it', async () => {
    const id = fresh.pop()!;
    const body = step(id);
    for (let time = 0; time < 2; time += 1) {
      expect(await answerOf(cards.step(body))).toEqual({
        outputFields: { hs_execution_state: 'SUCCESS', message: expect.stringMatching(/is nominated/) },
      });
    }
    const { items } = await g.api<{ items: { what: string; detail: string }[] }>(
      `/people/${await personBehind(id)}/timeline?limit=50`,
    );
    const nominations = items.filter(({ detail }) => detail?.includes('Renewed twice'));
    expect(nominations).toHaveLength(1);
    expect(nominations[0]?.detail).toContain('a HubSpot workflow');
  });

  it('for a contact nobody knows ends itself, not the workflow', async () => {
    expect(await answerOf(cards.step(step('999999999')))).toMatchObject({
      outputFields: { hs_execution_state: 'FAIL_CONTINUE' },
    });
  });

  it('that a card of any portal made HubSpot sign is refused, and nobody is nominated', async () => {
    const id = fresh[1]!;
    const appended = new URLSearchParams({ ...VIEWER, portalId: '99001122' });
    const url = `${g.appUrl}/crm/hubspot/workflow-actions/nominate?${appended.toString()}`;
    const body = JSON.stringify(step(id, { inputFields: { note: 'Slipped in' } }));
    const { detail } = await expectRefusal(cards.prepare('POST', url, body, {}), 401, 'bad_signature');
    expect(detail).toContain('what a card fetches is refused here');
    const timeline = await g.api(`/people/${await personBehind(id)}/timeline?limit=50`);
    expect(JSON.stringify(timeline)).not.toContain('Slipped in');
  });

  it('is refused unsigned, for another portal, or for no contact', async () => {
    const id = fresh[1]!;
    await expectRefusal(cards.step(step(id), { secret: 'another' }), 401, 'bad_signature');
    await expectRefusal(cards.step(step(id, { origin: { portalId: 5 } })), 409, 'not_connected');
    await expectRefusal(
      cards.step(step(id, { object: { objectId: 1, objectType: 'DEAL' } })),
      400,
      'invalid_input',
    );
  });
});

async function personBehind(contactId: string): Promise<string> {
  const { consoleUrl } = personOf(await answerOf<Card>(cards.show('contact', contactId)));
  return consoleUrl.split('/').at(-1) ?? '';
}
