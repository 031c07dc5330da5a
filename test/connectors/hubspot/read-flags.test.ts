import { describe, expect, test } from 'vitest';
import type { AdvocateFlag } from '#core/crm/flag.ts';
import { BEGIN, testPortal } from './portal.ts';

const FLAG: AdvocateFlag = {
  status: 'champion',
  propensity: 82,
  confidence: 0.75,
  reason: 'NPS 10 in May',
  nextAskAt: null,
  lastActAt: Date.UTC(2026, 4, 1, 23),
};

describe('readFlags', () => {
  const edited = async (properties: Record<string, string>) => {
    const portal = testPortal({ contacts: 1 });
    await portal.connect().prepareFlags();
    await portal.connect().writeFlags([{ recordId: '100001', flag: FLAG }], BEGIN);
    const { portal: records } = portal.sandbox;
    const actor = { source: 'CRM_UI' as const, sourceId: '1' };
    records.update('contacts', records.find('contacts', 100_001)!, properties, actor);
    return (await portal.connect().readFlags(['100001'])).get('100001');
  };

  test('shows what somebody made of a flag since', async () => {
    const flag = await edited({ groundswell_reason: 'Rep says so', groundswell_propensity: '12' });
    expect(flag).toMatchObject({
      status: 'champion',
      propensity: 12,
      reason: 'Rep says so',
      updatedAt: BEGIN,
    });
  });

  test.each([
    { groundswell_status: '' },
    { groundswell_status: 'ambassador' },
    { groundswell_confidence: 'much' },
  ])('takes one we could not have written for none: %j', async (properties) => {
    expect(await edited(properties)).toBe(null);
  });

  test('knows nothing of a contact that is gone, and asks nothing for nobody', async () => {
    const portal = testPortal();
    expect(await portal.connect().readFlags(['100009'])).toEqual(new Map([['100009', null]]));
    const before = portal.sandbox.calls.summary().calls;
    expect(await portal.connect().readFlags([])).toEqual(new Map());
    expect(portal.sandbox.calls.summary().calls).toEqual(before);
  });
});
