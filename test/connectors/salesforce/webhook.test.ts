import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ACKNOWLEDGEMENT, NOT_ACKNOWLEDGED, parseOutboundMessage } from '#connectors/salesforce/webhook.ts';
import { to18 } from '#connectors/salesforce/org-id.ts';

const ORG = '00Dxx0000001gPL';
const ORG_18 = to18(ORG) ?? '';
const notificationId = (n: number) => to18(`04lxx000000${String(n).padStart(4, '0')}`) ?? '';
const recordId = (prefix: string, n = 1) => to18(`${prefix}xx000000${String(n).padStart(4, '0')}`) ?? '';
const CONTACT = recordId('003');

function notification(
  n: number,
  type: string,
  fields: Record<string, string>,
  namespace = 'enterprise',
): string {
  const inside = Object.entries(fields)
    .map(([name, value]) => `<sf:${name}>${value}</sf:${name}>`)
    .join('');
  return `<Notification><Id>${notificationId(n)}</Id><sObject xsi:type="sf:${type}" xmlns:sf="urn:sobject.${namespace}.soap.sforce.com">${inside}</sObject></Notification>`;
}

function message(
  notifications: string,
  {
    organizationId = `<OrganizationId>${ORG}</OrganizationId>`,
    head = '<?xml version="1.0" encoding="UTF-8"?>',
  } = {},
): string {
  return `${head}
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   ${organizationId}
   <ActionId>04kxx0000000001</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>https://acme.my.salesforce.com/services/Soap/c/67.0/00D</EnterpriseUrl>
   <PartnerUrl>https://acme.my.salesforce.com/services/Soap/u/67.0/00D</PartnerUrl>
   ${notifications}
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>`;
}

const contact = (n = 1) => notification(n, 'Contact', { Id: CONTACT, Email: 'a@b.example' });

async function events(xml: string) {
  const result = await parseOutboundMessage(xml);
  if (!result.ok) throw new Error(result.problem.message);
  return result.value.events;
}

test('a notification is an event: which record of which org to read again', async () => {
  const result = await parseOutboundMessage(
    message(
      notification(1, 'Contact', { Id: CONTACT.slice(0, 15), SystemModstamp: '2026-11-22T10:00:00.000Z' }),
    ),
  );
  expect(result).toEqual({
    ok: true,
    value: {
      organizationId: ORG_18,
      events: [
        {
          accountId: ORG_18,
          key: expect.stringMatching(/^[0-9a-f]{64}$/),
          kind: 'contact',
          action: 'changed',
          recordId: CONTACT,
          mergedIds: [],
          occurredAt: Date.UTC(2026, 10, 22, 10),
        },
      ],
    },
  });
});

test.each([
  ['Lead', { Id: recordId('00Q') }, 'contact', recordId('00Q')],
  ['Account', { Id: recordId('001') }, 'company', recordId('001')],
  ['Opportunity', { Id: recordId('006') }, 'deal', recordId('006')],
  ['Case', { Id: recordId('500'), ContactId: CONTACT }, 'contact', CONTACT],
  [
    'CampaignMember',
    { Id: recordId('00v'), ContactId: CONTACT, LeadId: recordId('00Q') },
    'contact',
    CONTACT,
  ],
  ['CampaignMember', { Id: recordId('00v'), LeadId: recordId('00Q') }, 'contact', recordId('00Q')],
  [
    'OpportunityContactRole',
    { Id: recordId('00K'), OpportunityId: recordId('006') },
    'deal',
    recordId('006'),
  ],
])('%s leads to the record it changes', async (type, fields, kind, id) => {
  expect(await events(message(notification(1, type, fields)))).toMatchObject([
    { kind, recordId: id, action: 'changed' },
  ]);
});

test('what is not known, or names no record, is an event that asks for nothing', async () => {
  const odd = [
    notification(1, 'Task', { Id: recordId('00T') }),
    notification(2, 'Case', { Id: recordId('500') }),
    notification(3, 'Contact', { Id: '<b>003</b>' }),
    notification(4, 'constructor', { Id: CONTACT }),
    notification(5, 'Contact', { Id: CONTACT }, 'evil'),
    contact(7).replace('xsi:type="sf:', 'xmlns:x="urn:evil" xsi:type="x:'),
    `<Notification><Id>${notificationId(6)}</Id></Notification>`,
  ];
  const found = await events(message(odd.join('')));
  expect(found.map(({ action }) => action)).toEqual(odd.map(() => 'unknown'));
});

test('a redelivery has the key of the first, and nothing else has', async () => {
  const [first] = await events(message(contact(1)));
  const [again, other] = await events(message(contact(1) + contact(2)));
  const elsewhere = await events(
    message(contact(1), { organizationId: '<OrganizationId>00Dxx0000001gPM</OrganizationId>' }),
  );
  expect(again?.key).toBe(first?.key);
  expect(new Set([first?.key, other?.key, elsewhere[0]?.key]).size).toBe(3);
});

test('a session id is not in what is kept', async () => {
  const session = '<SessionId>00Dxx!secret.session</SessionId>';
  const result = await parseOutboundMessage(message(session + contact()));
  expect(JSON.stringify(result)).not.toContain('secret');
});

test('100 notifications are the most', async () => {
  const many = (n: number) => message(Array.from({ length: n }, (_, at) => contact(at)).join(''));
  expect(await events(many(100))).toHaveLength(100);
  expect(await parseOutboundMessage(many(101))).toMatchObject({
    ok: false,
    problem: { code: 'invalid_input' },
  });
});

test('a text with escapes is read as it is meant, whole', async () => {
  const fields = { Id: CONTACT, Name: '&lt;b&gt; &amp;amp; &#x41;', Text: 'x'.repeat(200_000) };
  expect(await events(message(notification(1, 'Contact', fields)))).toMatchObject([{ recordId: CONTACT }]);
});

describe('refused, with nothing of it kept', () => {
  const bomb = `<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>`;
  const file = `<!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>`;
  const withId = (id: string) => message(contact()).replace(CONTACT, id);
  test.each<[what: string, xml: string]>([
    ['nothing', ''],
    ['JSON', '{}'],
    ['a document type', message(contact(), { head: '<!DOCTYPE x>' })],
    ['an entity bomb', message(contact(), { head: bomb }).replace(CONTACT, '&b;')],
    ['a file by entity', message(contact(), { head: file }).replace(CONTACT, '&x;')],
    ['an entity of HTML', withId('&nbsp;')],
    ['an entity of JavaScript', withId('&constructor;')],
    ['a bare ampersand', withId('a & b')],
    ['CDATA', withId(`<![CDATA[${CONTACT}]]>`)],
    ['a comment', withId(`<!-- x -->${CONTACT}`)],
    ['an instruction', withId(`<?php x ?>${CONTACT}`)],
    ['a style sheet', message(contact(), { head: '<?xml version="1.0"?><?xml-stylesheet href="x"?>' })],
    ['half a document', message(contact()).slice(0, -20)],
    ['two documents', message(contact()) + message(contact())],
    ['a tag that is closed by another', message('<Notification></notification>')],
    ['a prefix that stands for nothing', message('<a:b/>')],
    ['another envelope', message(contact()).replace('schemas.xmlsoap.org', 'evil.example')],
    ['another body', message(contact()).replace('2005/09/outbound', '2005/09/inbound')],
    ['no organisation', message(contact(), { organizationId: '' })],
    [
      'an organisation that is none',
      message(contact(), { organizationId: '<OrganizationId>00D</OrganizationId>' }),
    ],
    [
      'two organisations',
      message(contact(), {
        organizationId: `<OrganizationId>${ORG}</OrganizationId><OrganizationId>00Dxx0000001gPM</OrganizationId>`,
      }),
    ],
    [
      'an organisation elsewhere',
      message(contact(), { organizationId: `<X><OrganizationId>${ORG}</OrganizationId></X>` }),
    ],
    ['no notification', message('')],
    ['a notification without an id', message('<Notification></Notification>')],
    ['a deep nest', message(contact() + '<a>'.repeat(2_000) + '</a>'.repeat(2_000))],
  ])('%s', async (_, xml) => {
    expect(await parseOutboundMessage(xml)).toMatchObject({ ok: false, problem: { code: 'invalid_input' } });
  });

  test('more than a megabyte', async () => {
    const xml = message(contact()).replace(CONTACT, 'x'.repeat(1_000_000));
    expect(await parseOutboundMessage(xml)).toMatchObject({ ok: false, problem: { code: 'too_large' } });
  });

  test('whatever a message is broken into, it is an answer and never a crash', async () => {
    const xml = message(contact() + notification(2, 'Case', { Id: recordId('500'), ContactId: CONTACT }));
    const cut = fc.tuple(
      fc.nat(xml.length),
      fc.nat(60),
      fc.oneof(fc.constantFrom('<', '>', '&', '"', ']]>', '<!', '&lt;', '</sf:Id>'), fc.string()),
    );
    await fc.assert(
      fc.asyncProperty(cut, async ([at, length, inserted]) => {
        const result = await parseOutboundMessage(xml.slice(0, at) + inserted + xml.slice(at + length));
        const ids = result.ok ? result.value.events.map((event) => event.recordId) : [];
        expect(ids.filter((id) => id !== '' && to18(id) !== id)).toEqual([]);
        expect(['invalid_input', 'too_large', null]).toContain(result.ok ? null : result.problem.code);
      }),
      { numRuns: 300 },
    );
  });
});

test('the answers are what Salesforce reads', () => {
  expect(ACKNOWLEDGEMENT).toContain(
    '<notificationsResponse xmlns="http://soap.sforce.com/2005/09/outbound"><Ack>true</Ack></notificationsResponse>',
  );
  expect(NOT_ACKNOWLEDGED).toBe(ACKNOWLEDGEMENT.replace('true', 'false'));
});
