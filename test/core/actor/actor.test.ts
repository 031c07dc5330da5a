import { describe, expect, test } from 'vitest';
import {
  apiKeyOf,
  calledOf,
  crmActor,
  crmUserOf,
  displayActor,
  identityOf,
  isSameActor,
  slackActor,
  slackUserOf,
  tokenActor,
} from '#core/actor/actor.ts';

describe('an actor', () => {
  test.each([
    ['U0DANAWHIT', 'slack:U0DANAWHIT:dana'],
    ['slack:U0DANAWHIT', 'slack:U0DANAWHIT:Dana Whitlock'],
    ['<@U0DANAWHIT>', 'slack:U0DANAWHIT:dana'],
    ['mailto:dana@acme.example', 'Dana@Acme.example'],
    ['  Dana ', 'dana'],
  ])('%s is the same as %s', (one, other) => {
    expect(isSameActor(one, other)).toBe(true);
  });

  test.each([
    ['slack:U0DANAWHIT:ana', 'slack:U0ANAORTIZ:ana'],
    ['dana@acme.example', 'ana@acme.example'],
    ['rule:referral', 'slack:U0ANAORTIZ:referral'],
  ])('%s is not %s', (one, other) => {
    expect(isSameActor(one, other)).toBe(false);
  });

  test('is shown by name', () => {
    expect(displayActor(slackActor('U1', 'Ana: Ortiz'))).toBe('Ana: Ortiz');
    expect(displayActor('rule:reference_call')).toBe('the rule for reference call');
    expect(displayActor('slack:U1')).toBe('a Slack user');
  });

  test('of the admin token is the token, and nobody whose name was given with it', () => {
    for (const named of [
      'ana@acme.example',
      'Ana <ana@acme.example>',
      'slack:U1:Ana',
      'key:1',
      'Ana',
      '@ana',
    ]) {
      const actor = tokenActor(named);
      expect(isSameActor(actor, named), named).toBe(false);
      expect(isSameActor(actor, 'admin'), named).toBe(true);
      expect([slackUserOf(actor), apiKeyOf(actor), crmUserOf(actor)], named).toEqual([null, null, null]);
      expect(calledOf(actor), named).toEqual(calledOf('admin'));
    }
    expect(isSameActor('\u200bADMIN  as ana@acme.example', 'admin')).toBe(true);
    expect(isSameActor('administrator as a hobby', 'admin')).toBe(false);
    expect(displayActor(tokenActor('slack:U1:Ana'))).toBe('admin as Ana');
  });

  test('of Slack has a user id', () => {
    expect(slackUserOf('slack:U1:Ana')).toBe('U1');
    expect(slackUserOf('ana@acme.example')).toBeNull();
    expect(identityOf('Ünal')).toBe('ünal');
  });

  test('of a CRM is the e-mail it vouches for, and else the user, never a text that names another', () => {
    expect(crmActor('hubspot', '1', '7', ' Ana@Acme.example ')).toBe('ana@acme.example');
    expect(crmActor('hubspot', '1', '7', 'slack:U1:Ana')).toBe('hubspot:1:7');
    expect(crmActor('salesforce', '00D000000000001AAA', '005000000000001AAA', null)).toBe(
      'salesforce:00D000000000001AAA:005000000000001AAA',
    );
    expect(isSameActor(crmActor('hubspot', '1', '7', null), crmActor('hubspot', '1', '8', null))).toBe(false);
    expect(isSameActor(crmActor('hubspot', '1', '7', 'ana@acme.example'), 'Ana@acme.example')).toBe(true);
  });

  test('of a CRM without an e-mail is shown without an id', () => {
    expect(displayActor('hubspot:1:7')).toBe('a HubSpot user');
    expect(displayActor('hubspot:1:workflow')).toBe('a HubSpot workflow');
    expect(displayActor('salesforce:00D:005')).toBe('a Salesforce user');
  });
});

describe('an actor spelled otherwise', () => {
  test.each([
    'ana.ortiz@northwind.example',
    'Ana.Ortiz+x@northwind.example',
    '<ana.ortiz@northwind.example>',
    'Ana Ortiz <ana.ortiz@northwind.example>',
    '"Ortiz, Ana" <ana.ortiz@northwind.example>',
    'Ana Ortiz (ana.ortiz@northwind.example)',
    'ana.ortiz@northwind.example.',
    '\u200bana.ortiz@northwind.example',
    'ana.ortiz@northwind.example\u200b',
    'ana.ortiz@north\u00adwind.example\u0007',
    'ａｎａ.ortiz＠northwind.example',
    'mailto:ana.ortiz@northwind.example?subject=x',
  ])('%j is the same e-mail', (text) => {
    expect(isSameActor(text, 'ana.ortiz@northwind.example')).toBe(true);
  });

  test.each([
    '<@U0ANAORTIZ|ana>',
    'slack: U0ANAORTIZ :Ana',
    'Slack:u0anaortiz',
    '@U0ANAORTIZ',
    '\u200bU0ANAORTIZ.',
  ])('%j is the same Slack user', (text) => {
    expect(slackUserOf(text)).toBe('U0ANAORTIZ');
  });

  test('is the same API key', () => {
    expect(apiKeyOf(' Key:5E4a36b0ca1e')).toBe('5e4a36b0ca1e');
    expect(apiKeyOf('keyboard')).toBeNull();
  });

  test('is nobody else: of two e-mails neither counts, nor one behind a rule, and a tag is no name', () => {
    expect(identityOf('ana@acme.example, dana@acme.example')).toContain(',');
    expect(identityOf('rule:ana@acme.example')).toBe('rule:ana@acme.example');
    expect(identityOf('ana+x@acme.example')).toBe('ana+x@acme.example');
    expect(isSameActor('ana+x@acme.example', 'ana+x@other.example')).toBe(false);
    expect(isSameActor('+x@acme.example', '+y@acme.example')).toBe(false);
  });

  test('is called by a name only where nothing else tells who it is', () => {
    expect(calledOf('Ortíz,  ANA')).toEqual(['ortizana', 'anaortiz']);
    expect(calledOf('@ana')).toEqual(['ana', 'ana']);
    for (const told of ['slack:U1:Ana', 'ana@acme.example', 'key:1', 'rule:ana', 'hubspot:1:7', '🙂']) {
      expect(calledOf(told), told).toEqual([]);
    }
  });
});
