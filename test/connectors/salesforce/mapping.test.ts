import { describe, expect, test } from 'vitest';
import { mapAccount, mapOpportunity, mapPerson, mapUser } from '#connectors/salesforce/mapping.ts';
import { CONTACT, CONTEXT } from './rows.ts';

const STAMP = '2026-09-03T10:00:00.000+0000';
const AT = Date.UTC(2026, 8, 3, 10);

describe('mapPerson', () => {
  const row = {
    Id: CONTACT,
    FirstName: ' Ada ',
    LastName: 'Lovelace',
    Email: 'ada@example.com',
    EmailBouncedDate: STAMP,
    HasOptedOutOfEmail: true,
    Title: 'Analyst',
    AccountId: '001Hs0000000001IAA',
    OwnerId: '005Hs0000000001IAA',
    CreatedDate: STAMP,
    SystemModstamp: STAMP,
  };
  const mapped = {
    id: CONTACT,
    name: 'Ada Lovelace',
    email: 'ada@example.com',
    title: 'Analyst',
    optedOut: true,
    emailBounced: true,
    companyId: '001Hs0000000001IAA',
    ownerId: '005Hs0000000001IAA',
    url: `https://acme.my.salesforce.com/lightning/r/Contact/${CONTACT}/view`,
    createdAt: AT,
    modifiedAt: AT,
    signals: [],
  };

  test('takes over who it is, typed values and the text of bulk results alike', () => {
    expect(mapPerson(CONTEXT, 'Contact', row)).toEqual({ contact: mapped, problems: [] });
    const text = { ...row, HasOptedOutOfEmail: 'true', IsPersonAccount: 'false' };
    expect(mapPerson(CONTEXT, 'Contact', text).contact).toEqual(mapped);
  });

  test('takes over nothing where there is nothing', () => {
    const bare = {
      Id: CONTACT,
      FirstName: null,
      LastName: '',
      EmailBouncedDate: null,
      HasOptedOutOfEmail: false,
    };
    expect(mapPerson(CONTEXT, 'Lead', bare).contact).toMatchObject({
      name: '',
      email: null,
      title: null,
      optedOut: false,
      emailBounced: false,
      companyId: null,
      ownerId: null,
      createdAt: null,
      modifiedAt: 0,
    });
  });

  test('a person account is nobody’s employee, and a queue owns nothing', () => {
    const { contact } = mapPerson(CONTEXT, 'Contact', {
      ...row,
      IsPersonAccount: true,
      OwnerId: '00GHs0000000001IAA',
    });
    expect(contact).toMatchObject({ companyId: null, ownerId: null });
  });

  test.each([
    ['acme.my.salesforce.com', 'https://acme.my.salesforce.com/lightning/r/Lead/00Q/view'],
    ['http://127.0.0.1:8790/', 'http://127.0.0.1:8790/lightning/r/Lead/00Q/view'],
  ])('links to the record at %s', (uiHost, url) => {
    expect(mapPerson({ ...CONTEXT, uiHost }, 'Lead', { Id: '00Q' }).contact.url).toBe(url);
  });
});

describe('mapAccount', () => {
  test.each([
    ['https://www.Acme.example/en?x=1', 'acme.example'],
    ['acme.example', 'acme.example'],
    ['not a site', null],
    ['localhost', null],
    ['', null],
  ])('of the website %j keeps %j', (Website, domain) => {
    expect(mapAccount(CONTEXT, { Id: '001', Name: 'Acme', Website }).domain).toBe(domain);
  });

  test('is never without a name', () => {
    expect(mapAccount(CONTEXT, { Id: '001', Website: 'acme.example' }).name).toBe('acme.example');
    expect(mapAccount(CONTEXT, { Id: '001' }).name).toBe('Account 001');
  });
});

describe('mapOpportunity', () => {
  const row = {
    Id: '006',
    Name: 'Big',
    StageName: 'Closed Won',
    IsClosed: true,
    IsWon: true,
    Amount: 12.5,
    CurrencyIsoCode: 'EUR',
    CloseDate: '2026-06-01',
    AccountId: '001',
    SystemModstamp: STAMP,
    OpportunityContactRoles: {
      records: [{ ContactId: '003A' }, { ContactId: '003B' }, { ContactId: '003A' }],
    },
  };

  test('takes over money, outcome and everyone on it', () => {
    expect(mapOpportunity(CONTEXT, row, 'USD')).toEqual({
      id: '006',
      name: 'Big',
      stage: 'Closed Won',
      outcome: 'won',
      amount: 1_250,
      currency: 'EUR',
      closedAt: Date.UTC(2026, 5, 1),
      companyId: '001',
      contactIds: ['003A', '003B'],
      url: 'https://acme.my.salesforce.com/lightning/r/Opportunity/006/view',
      modifiedAt: AT,
    });
  });

  test.each([
    ['1.5E7', 'JPY', 15_000_000],
    ['1.39E8', null, 13_900_000_000],
    [0, 'USD', 0],
    ['', 'USD', null],
    [null, 'USD', null],
  ])('the amount %j in %s is %j', (Amount, CurrencyIsoCode, amount) => {
    expect(mapOpportunity(CONTEXT, { ...row, Amount, CurrencyIsoCode }, null).amount).toBe(amount);
  });

  test('without a currency of its own it is in the org’s', () => {
    expect(mapOpportunity(CONTEXT, { ...row, CurrencyIsoCode: undefined }, 'CHF').currency).toBe('CHF');
  });

  test.each([
    [{ IsWon: 'false', IsClosed: 'true' }, 'lost'],
    [{ IsWon: false, IsClosed: false }, 'open'],
  ])('%j is %s', (flags, outcome) => {
    expect(mapOpportunity(CONTEXT, { ...row, ...flags }, null).outcome).toBe(outcome);
  });
});

test('mapUser knows who left', () => {
  expect(mapUser({ Id: '005', Name: 'Rep', Email: 'r@example.com', IsActive: false })).toEqual({
    id: '005',
    userId: '005',
    active: false,
    email: 'r@example.com',
    name: 'Rep',
  });
  expect(mapUser({ Id: '005' })).toMatchObject({ active: true, email: null, name: 'User 005' });
});
