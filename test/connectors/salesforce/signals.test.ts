import { describe, expect, test } from 'vitest';
import { caseSignals, eventSignals } from '#connectors/salesforce/activities.ts';
import { mapPerson } from '#connectors/salesforce/mapping.ts';
import { SIGNAL_SOURCES } from '#connectors/salesforce/signals.ts';
import { SIGNAL_SOURCES as HUBSPOT_SOURCES } from '#connectors/hubspot/signals.ts';
import { SIGNAL_NAMES } from '#test/sandbox/salesforce/schema/signal-fields.ts';
import { CONTACT, CONTEXT, NOW, schemaWith } from './rows.ts';

const ORG = CONTEXT.orgId;
const DAY = Date.UTC(2026, 4, 1);

describe('custom fields', () => {
  const read = (fields: Record<string, unknown>, context = CONTEXT) => {
    const row = { Id: CONTACT, CreatedDate: '2025-01-02T00:00:00.000+0000', ...fields };
    const { contact, problems } = mapPerson(context, 'Contact', row);
    return {
      signals: contact.signals.map(({ type, value, occurredAt }) => [type, value, occurredAt]),
      problems: problems.map(({ property, problem }) => [property, problem.code]),
    };
  };

  test('are the HubSpot properties in Salesforce’s spelling, one for one', () => {
    expect(SIGNAL_SOURCES.map(({ type, value, date }) => [type, value, date])).toEqual(
      HUBSPOT_SOURCES.map(({ type, value, date }) => [
        type,
        value === null ? null : SIGNAL_NAMES[value],
        SIGNAL_NAMES[date],
      ]),
    );
  });

  test('each tells its signal', () => {
    const fields = SIGNAL_SOURCES.flatMap(({ value, date }) => [
      [date, '2026-05-01'],
      ...(value ? [[value, 4]] : []),
    ]);
    expect(read(Object.fromEntries(fields)).signals).toEqual(
      SIGNAL_SOURCES.map(({ type, value }) => [type, value === null ? null : 4, DAY]),
    );
  });

  test('are found in any case', () => {
    const schema = schemaWith([
      { name: 'nps_SCORE__c', type: 'double' },
      { name: 'NPS_Date__c', type: 'date' },
    ]);
    expect(read({ nps_SCORE__c: 9, NPS_Date__c: '2026-05-01' }, { ...CONTEXT, schema }).signals).toEqual([
      ['nps', 9, DAY],
    ]);
  });

  test('of another type are left out, and a score without its day is dated by the record', () => {
    const schema = schemaWith([
      { name: 'NPS_Score__c', type: 'double' },
      { name: 'NPS_Date__c', type: 'string' },
      { name: 'CSAT_Score__c', type: 'string' },
    ]);
    const fields = { NPS_Score__c: 9, NPS_Date__c: 'spring', CSAT_Score__c: '4' };
    expect(read(fields, { ...CONTEXT, schema })).toEqual({
      signals: [['nps', 9, Date.UTC(2025, 0, 2)]],
      problems: [],
    });
  });

  test('that cannot be used are told, and the others go on', () => {
    const fields = {
      NPS_Score__c: 11,
      CSAT_Score__c: 4,
      CSAT_Date__c: '2026-02-30',
      Churn_Risk_Date__c: '2026-05-01',
    };
    expect(read(fields)).toEqual({
      signals: [['churn_risk', null, DAY]],
      problems: [
        ['NPS_Score__c', 'invalid_input'],
        ['CSAT_Date__c', 'invalid_input'],
      ],
    });
  });
});

describe('campaign members', () => {
  const member = (more: Record<string, unknown>, campaign: Record<string, unknown> = {}) => ({
    Id: '00vHs0000000001IAA',
    CampaignId: '701Hs0000000001IAA',
    HasResponded: true,
    FirstRespondedDate: '2026-05-09',
    CreatedDate: '2026-04-01T00:00:00.000+0000',
    Campaign: { Type: 'Webinar', StartDate: '2026-05-01', ...campaign },
    ...more,
  });
  const days = (row: Record<string, unknown>) =>
    eventSignals(ORG, [row], NOW).map(({ occurredAt }) => occurredAt);

  test.each(['Webinar', 'Conference', 'Trade Show', 'User Group', 'Seminar / Conference', 'Customer event'])(
    'who responded to a %s attended on its day',
    (Type) => {
      expect(days(member({}, { Type }))).toEqual([DAY]);
    },
  );

  test.each([
    [{ HasResponded: false }, {}],
    [{}, { Type: 'Email' }],
    [{}, { Type: null }],
    [{}, { StartDate: '2027-01-01' }],
  ])('%j of a campaign with %j tells nothing', (more, campaign) => {
    expect(days(member(more, campaign))).toEqual([]);
  });

  test('a campaign without a day is dated by the response', () => {
    expect(days(member({}, { StartDate: null }))).toEqual([Date.UTC(2026, 4, 9)]);
    expect(days(member({ FirstRespondedDate: null }, { StartDate: null }))).toEqual([Date.UTC(2026, 3, 1)]);
  });
});

describe('cases', () => {
  const one = { Id: '500', CreatedDate: '2026-05-01T00:00:00Z', ClosedDate: '2026-05-08T00:00:00Z' };
  const told = (row: Record<string, unknown>) =>
    caseSignals(ORG, [{ ...one, ...row }]).map(({ type, occurredAt }) => [type, occurredAt]);

  test.each([
    [{ IsEscalated: true, IsClosed: false }, [['escalation', DAY]]],
    [
      { IsEscalated: true, IsClosed: true },
      [
        ['escalation', DAY],
        ['recovery', Date.UTC(2026, 4, 8)],
      ],
    ],
    [{ IsEscalated: false, IsClosed: true }, []],
    [{ Type: 'Complaint' }, [['complaint', DAY]]],
    [{ Reason: 'complaint', Type: 'Problem' }, [['complaint', DAY]]],
    [{ Type: 'Complaint', Reason: 'Complaint' }, [['complaint', DAY]]],
    [{ Type: 'Problem' }, []],
  ])('%j', (row, signals) => {
    expect(told(row)).toEqual(signals);
  });
});
