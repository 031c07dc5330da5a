import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseWebhook } from '#connectors/hubspot/webhook.ts';

const event = {
  eventId: 1,
  subscriptionId: 12,
  portalId: 62515,
  appId: 54321,
  occurredAt: 1_564_113_600_000,
  subscriptionType: 'contact.creation',
  attemptNumber: 0,
  objectId: 123,
  changeSource: 'CRM',
};

async function parsed(...events: unknown[]) {
  const result = await parseWebhook(JSON.stringify(events));
  if (!result.ok) throw new Error(result.problem.message);
  return result.value;
}

describe('parseWebhook', () => {
  test.each([
    ['contact.creation', {}, 'contact', 'changed'],
    ['contact.propertyChange', { propertyName: 'nps_score', propertyValue: '9' }, 'contact', 'changed'],
    ['contact.deletion', {}, 'contact', 'removed'],
    ['contact.privacyDeletion', {}, 'contact', 'erased'],
    ['contact.restore', {}, 'contact', 'restored'],
    ['company.deletion', {}, 'company', 'removed'],
    ['deal.propertyChange', {}, 'deal', 'changed'],
    ['object.creation', { objectTypeId: '0-1' }, 'contact', 'changed'],
    ['object.deletion', { objectTypeId: '0-2' }, 'company', 'removed'],
    ['object.restore', { objectTypeId: '0-3' }, 'deal', 'restored'],
  ])('%s is understood', async (subscriptionType, more, kind, action) => {
    const [read] = await parsed({ ...event, subscriptionType, ...more });
    expect(read).toMatchObject({
      accountId: '62515',
      kind,
      action,
      recordId: '123',
      mergedIds: [],
      occurredAt: event.occurredAt,
    });
  });

  test.each([
    ['ticket.creation', {}],
    ['object.creation', { objectTypeId: '0-5' }],
    ['object.creation', {}],
    ['contact.somethingNew', {}],
    ['conversation.newMessage', {}],
    ['', {}],
    ['contact.creation', { objectId: undefined }],
  ])('%s %j is unknown and still accounted for', async (subscriptionType, more) => {
    const read = await parsed({ ...event, subscriptionType, ...more });
    expect(read).toMatchObject([{ accountId: '62515', action: 'unknown' }]);
  });

  test('a merge names the survivor and everyone who is gone', async () => {
    const merge = {
      ...event,
      subscriptionType: 'contact.merge',
      primaryObjectId: 1,
      mergedObjectIds: [2, 3],
    };
    const [kept, renewed, generic] = await parsed(
      { ...merge, newObjectId: 1 },
      { ...merge, newObjectId: 9 },
      {
        ...merge,
        objectId: undefined,
        newObjectId: undefined,
        subscriptionType: 'object.merge',
        objectTypeId: '0-1',
      },
    );
    expect(kept).toMatchObject({ action: 'merged', recordId: '1', mergedIds: ['2', '3'] });
    expect(renewed).toMatchObject({ action: 'merged', recordId: '9', mergedIds: ['1', '2', '3'] });
    expect(generic).toMatchObject({ action: 'merged', recordId: '1', mergedIds: ['2', '3'] });
  });

  test('an association change points at the record it starts from', async () => {
    const change = { ...event, objectId: undefined, fromObjectId: 5, toObjectId: 6 };
    const read = await parsed(
      { ...change, subscriptionType: 'contact.associationChange' },
      { ...change, subscriptionType: 'object.associationChange', fromObjectTypeId: '0-3' },
    );
    expect(read).toMatchObject([
      { kind: 'contact', recordId: '5', action: 'changed' },
      { kind: 'deal', recordId: '5', action: 'changed' },
    ]);
  });

  test('a redelivery has the same key, whatever its event id and attempt', async () => {
    const [first, again] = await parsed(event, {
      ...event,
      eventId: 999,
      attemptNumber: 3,
      changeSource: 'IMPORT',
    });
    expect(again?.key).toBe(first?.key);
    expect(first?.key).toMatch(/^[0-9a-f]{64}$/);
  });

  test('an event that differs in anything that matters has a key of its own', async () => {
    const change = {
      ...event,
      subscriptionType: 'contact.propertyChange',
      propertyName: 'a',
      propertyValue: 'b',
    };
    const merge = {
      ...event,
      subscriptionType: 'contact.merge',
      objectId: undefined,
      primaryObjectId: 1,
      mergedObjectIds: [2],
    };
    const differing = [
      change,
      { ...change, portalId: 2 },
      { ...change, subscriptionId: 2 },
      { ...change, objectId: 2 },
      { ...change, propertyName: 'c' },
      { ...change, propertyValue: 'c' },
      { ...change, propertyName: 'ab', propertyValue: '' },
      { ...change, occurredAt: 2 },
      { ...change, subscriptionType: 'contact.creation' },
      merge,
      { ...merge, mergedObjectIds: [3] },
      { ...merge, newObjectId: 3 },
    ];
    const keys = (await parsed(...differing)).map(({ key }) => key);
    expect(new Set(keys).size).toBe(differing.length);
  });

  test('every element of any list comes back as one event', async () => {
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record({
        portalId: fc.nat(),
        subscriptionType: fc.string(),
        occurredAt: fc.nat(),
        objectId: fc.jsonValue(),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(anything), async (elements) => {
        expect(await parsed(...elements)).toHaveLength(elements.length);
      }),
    );
  });

  test.each([
    ['', 'not_json'],
    ['[', 'not_json'],
    ['{}', 'invalid_input'],
    ['null', 'invalid_input'],
    ['"x"', 'invalid_input'],
  ])('the body %j is refused as %s', async (body, code) => {
    expect(await parseWebhook(body)).toMatchObject({ ok: false, problem: { code } });
  });
});
