import { describe, expect, test } from 'vitest';
import { mapCompany, mapContact, mapDeal, mapOwner } from '#connectors/hubspot/mapping.ts';
import { CONTEXT, CREATED, MODIFIED_AT, wire } from './records.ts';

describe('mapContact', () => {
  test('takes over who it is', () => {
    const record = wire({
      firstname: ' Ada ',
      lastname: 'Lovelace',
      email: 'ada@example.com',
      jobtitle: 'Analyst',
      associatedcompanyid: '900',
      hubspot_owner_id: '7',
      lastmodifieddate: '2026-09-01T00:00:00.123Z',
    });
    expect(mapContact(CONTEXT, record)).toEqual({
      contact: {
        id: '151',
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        title: 'Analyst',
        optedOut: false,
        emailBounced: false,
        companyId: '900',
        ownerId: '7',
        url: 'https://app-eu1.hubspot.com/contacts/77/record/0-1/151',
        createdAt: CREATED,
        modifiedAt: Date.UTC(2026, 8, 1) + 123,
        signals: [],
      },
      merge: null,
      problems: [],
    });
  });

  test('takes over nothing where there is nothing', () => {
    const { contact } = mapContact(CONTEXT, { id: '151', properties: {} });
    expect(contact).toMatchObject({
      name: '',
      email: null,
      title: null,
      companyId: null,
      ownerId: null,
      createdAt: null,
      modifiedAt: 0,
    });
    expect(mapContact(CONTEXT, wire({ email: null, firstname: 5 })).contact).toMatchObject({
      name: '',
      email: null,
      modifiedAt: MODIFIED_AT,
    });
  });

  test('knows who wants no mail, and whose address is dead', () => {
    const quiet = wire({ hs_email_optout: 'true', hs_email_hard_bounce_reason_enum: 'UNKNOWN_USER' });
    expect(mapContact(CONTEXT, quiet).contact).toMatchObject({ optedOut: true, emailBounced: true });
    const invalid = wire({ hs_email_bad_address: 'true' });
    expect(mapContact(CONTEXT, invalid).contact).toMatchObject({ optedOut: false, emailBounced: true });
    const plain = wire({
      hs_email_optout: 'false',
      hs_email_hard_bounce_reason_enum: '',
      hs_email_bad_address: 'false',
    });
    expect(mapContact(CONTEXT, plain).contact).toMatchObject({ optedOut: false, emailBounced: false });
  });

  test('leaves names as people write them', () => {
    const firstname = `<!channel> مرحبا ${'x'.repeat(10_000)}`;
    expect(mapContact(CONTEXT, wire({ firstname })).contact.name).toBe(firstname);
  });

  test('knows whom it absorbed', () => {
    expect(mapContact(CONTEXT, wire({ hs_merged_object_ids: '12;13;151;x;' })).merge).toEqual({
      from: ['12', '13'],
      into: '151',
      why: 'merged',
    });
  });

  test.each([
    ['app.hubspot.com', 'https://app.hubspot.com/contacts/77/record/0-1/151'],
    ['http://127.0.0.1:8790', 'http://127.0.0.1:8790/contacts/77/record/0-1/151'],
    ['https://app.hubspot.com/', 'https://app.hubspot.com/contacts/77/record/0-1/151'],
  ])('links to the record at %s', (uiHost, url) => {
    expect(mapContact({ ...CONTEXT, uiHost }, wire({})).contact.url).toBe(url);
  });
});

describe('mapCompany', () => {
  test('takes over what it is called', () => {
    const record = wire({
      name: 'Acme',
      domain: 'acme.example',
      industry: 'FOUNDRIES',
      hs_lastmodifieddate: '2026-09-01T00:00:00Z',
    });
    expect(mapCompany(CONTEXT, record)).toEqual({
      id: '151',
      name: 'Acme',
      domain: 'acme.example',
      industry: 'FOUNDRIES',
      url: 'https://app-eu1.hubspot.com/contacts/77/record/0-2/151',
      modifiedAt: Date.UTC(2026, 8, 1),
    });
  });

  test('is never without a name', () => {
    expect(mapCompany(CONTEXT, wire({ domain: 'acme.example' })).name).toBe('acme.example');
    expect(mapCompany(CONTEXT, wire({})).name).toBe('Company 151');
  });
});

describe('mapDeal', () => {
  const associations = {
    contacts: {
      results: [
        { id: '1', type: 'deal_to_contact' },
        { id: '2', type: 'deal_to_contact' },
        { id: '1', type: 'label' },
      ],
    },
    companies: {
      results: [
        { id: '8', type: 'deal_to_company_unlabeled' },
        { id: '9', type: 'deal_to_company' },
        { id: '9', type: 'deal_to_company_unlabeled' },
      ],
    },
  };

  test('takes over money, outcome and everyone on it', () => {
    const record = wire(
      {
        dealname: 'Big',
        dealstage: '123',
        amount: '12.50',
        deal_currency_code: 'EUR',
        closedate: '2026-06-01T00:00:00Z',
        hs_is_closed: 'true',
        hs_is_closed_won: 'true',
      },
      { associations },
    );
    expect(mapDeal(CONTEXT, record)).toEqual({
      id: '151',
      name: 'Big',
      stage: '123',
      outcome: 'won',
      amount: 1_250,
      currency: 'EUR',
      closedAt: Date.UTC(2026, 5, 1),
      companyId: '9',
      contactIds: ['1', '2'],
      url: 'https://app-eu1.hubspot.com/contacts/77/record/0-3/151',
      modifiedAt: MODIFIED_AT,
    });
  });

  test.each([
    [{ hs_is_closed: 'true', hs_is_closed_won: 'false' }, 'lost'],
    [{ hs_is_closed: 'false', hs_is_closed_won: 'false' }, 'open'],
    [{ dealstage: 'closedwon' }, 'won'],
    [{ dealstage: 'closedlost' }, 'lost'],
    [{ dealstage: 'contractsent' }, 'open'],
    [{}, 'open'],
  ])('%j is %s', (properties, outcome) => {
    expect(mapDeal(CONTEXT, wire(properties)).outcome).toBe(outcome);
  });

  test('takes the only company, or none', () => {
    const only = { companies: { results: [{ id: '8', type: 'deal_to_company_unlabeled' }] } };
    expect(mapDeal(CONTEXT, wire({}, { associations: only })).companyId).toBe('8');
    expect(mapDeal(CONTEXT, wire({}))).toMatchObject({
      companyId: null,
      contactIds: [],
      amount: null,
      closedAt: null,
      name: 'Deal 151',
    });
  });
});

describe('mapOwner', () => {
  const owner = { id: '7', archived: false };

  test('names people by what there is', () => {
    const mapped = mapOwner({
      ...owner,
      email: 'r@example.com',
      firstName: 'Rep',
      lastName: 'One',
      userId: '9',
    });
    expect(mapped).toEqual({ id: '7', userId: '9', active: true, email: 'r@example.com', name: 'Rep One' });
    const { name } = mapOwner({ ...owner, email: 'r@example.com', firstName: null, lastName: null });
    expect(name).toBe('r@example.com');
    expect(mapOwner(owner)).toEqual({ id: '7', userId: null, active: true, email: null, name: 'Owner 7' });
  });

  test('knows one who left by the id they signed in with', () => {
    const left = mapOwner({ ...owner, archived: true, userId: null, userIdIncludingInactive: '9' });
    expect(left).toMatchObject({ userId: '9', active: false });
  });
});
