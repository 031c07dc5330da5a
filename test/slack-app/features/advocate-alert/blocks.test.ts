import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { advocateAlert, advocateDigest } from '#slack-app/features/advocate-alert/blocks.ts';
import { messageFlaws } from '../../block-kit.ts';
import { NOW } from '../../signed-request.ts';
import { ADVOCATE, advocateViews, alertStates, hostileText } from '../../views.ts';

describe('advocateAlert', () => {
  it('says who, how strong and why, and offers three buttons', () => {
    const message = advocateAlert(ADVOCATE, { kind: 'new' });
    expect(message.text).toBe('New advocate: Nadia Okafor of Brightwater, Advocate, propensity 81');
    expect(message.blocks).toMatchObject([
      { type: 'header', text: { type: 'plain_text', text: 'New advocate: Nadia Okafor' } },
      {
        text: {
          text:
            '*Nadia Okafor*, VP Operations of Brightwater\n' +
            '*Advocate* · propensity 81 of 100 · confidence 66 of 100',
        },
      },
      { text: { text: '*Why*\n• +21.3 Reviewed us on G2\n• −4 Escalation in October' } },
      {
        elements: [
          { text: { text: 'Thank' }, action_id: 'advocate_thank', value: 'person-1' },
          { text: { text: 'Snooze for a week' }, action_id: 'advocate_snooze', value: 'person-1' },
          { text: { text: 'Open in HubSpot' }, url: ADVOCATE.record?.url },
        ],
      },
    ]);
  });

  it('shows at most five reasons', () => {
    const reasons = Array.from({ length: 9 }, (_, index) => ({
      label: `reason ${index}`,
      points: 9 - index,
    }));
    const json = JSON.stringify(advocateAlert({ ...ADVOCATE, reasons }, { kind: 'new' }));
    expect(json).toContain('reason 4');
    expect(json).not.toContain('reason 5');
  });

  it.each([
    [{ kind: 'thanked', by: 'Ana', at: NOW } as const, 'Thanked by Ana, <!date^1795338840^'],
    [{ kind: 'snoozed', by: 'Ana', until: NOW } as const, 'Snoozed by Ana until <!date^1795338840^'],
  ])('once %o only leads to the record', (state, line) => {
    const { blocks } = advocateAlert(ADVOCATE, state);
    expect(blocks.at(-2)).toMatchObject({
      type: 'context',
      elements: [{ text: expect.stringContaining(line) }],
    });
    expect(blocks.at(-1)).toMatchObject({ elements: [{ action_id: 'advocate_open_record' }] });
  });

  it('has no row of buttons where none is left', () => {
    const { blocks } = advocateAlert({ ...ADVOCATE, record: null }, { kind: 'thanked', by: 'Ana', at: NOW });
    expect(blocks.map((block) => block.type)).not.toContain('actions');
  });

  it('is safe and within limits for any person in any state', () => {
    fc.assert(
      fc.property(advocateViews, alertStates, (view, state) => {
        expect(messageFlaws(advocateAlert(view, state))).toEqual([]);
      }),
    );
  });

  it('carries nothing but ids in its buttons', () => {
    const { blocks } = advocateAlert({ ...ADVOCATE, record: null }, { kind: 'new' });
    const row = blocks.find((block) => block.type === 'actions');
    expect(row?.elements.map((element) => 'value' in element && element.value)).toEqual([
      'person-1',
      'person-1',
    ]);
  });
});

describe('advocateDigest', () => {
  const digest = (shown: number, total: number) =>
    advocateDigest(
      Array.from({ length: shown }, () => ADVOCATE),
      total,
      'https://app.test/console',
    );

  it('shows ten and counts the rest', () => {
    const { text, blocks } = digest(12, 30);
    expect(text).toMatch(/^30 new advocates: Nadia Okafor, /u);
    expect(blocks).toHaveLength(12);
    expect(blocks.at(-1)).toMatchObject({
      elements: [{ text: 'and 20 more. <https://app.test/console|See all in the console>' }],
    });
  });

  it('does not count more where all are shown', () => {
    expect(digest(1, 1).text).toBe('1 new advocate: Nadia Okafor');
    expect(JSON.stringify(digest(2, 2))).not.toContain('more.');
  });

  it('is safe and within limits for any people', () => {
    fc.assert(
      fc.property(fc.array(advocateViews, { maxLength: 15 }), fc.nat(), hostileText, (views, total, url) => {
        expect(messageFlaws(advocateDigest(views, total, url))).toEqual([]);
      }),
    );
  });

  it('stays postable when every text is as long as it gets', () => {
    const long = 'x'.repeat(10_000);
    const record = { crm: long, url: `https://a.test/${'x'.repeat(380)}` };
    const view = {
      ...ADVOCATE,
      name: long,
      company: long,
      tier: long,
      record,
      reasons: [{ label: long, points: 1 }],
    };
    expect(
      messageFlaws(
        advocateDigest(
          Array.from({ length: 10 }, () => view),
          10,
          record.url,
        ),
      ),
    ).toEqual([]);
  });
});
