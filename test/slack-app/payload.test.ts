import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { isSslCheck, parsePayload } from '#slack-app/payload.ts';
import { FORM, press, submission } from './signed-request.ts';

const JSON_TYPE = 'application/json';
const encode = (text: string) => new TextEncoder().encode(text);
const parse = (text: string, type: string) => parsePayload(encode(text), type);
const interaction = (payload: unknown) =>
  parse(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM);

describe('parsePayload', () => {
  it('reads events', () => {
    const body = { type: 'event_callback', team_id: 'T1', event: { type: 'app_uninstalled' } };
    expect(parse(JSON.stringify(body), `${JSON_TYPE}; charset=utf-8`)).toEqual({
      kind: 'known',
      body,
      label: 'event app_uninstalled',
      event: 'app_uninstalled',
      teamId: 'T1',
    });
  });

  it('reads interactions from the form field', () => {
    const pressed = { ...press('reward_approve', 'r+1 & ü'), extra: 'a b+c' };
    expect(interaction(pressed)).toEqual({
      kind: 'known',
      body: pressed,
      label: 'action reward_approve',
      event: null,
      teamId: 'T1',
    });
    expect(interaction(submission('modal_1', '', {}))).toMatchObject({ label: 'view_submission modal_1' });
    expect(interaction({ ...submission('modal_1', '', {}), type: 'view_closed' })).toMatchObject({
      label: 'view_closed modal_1',
    });
  });

  it('reads commands from the form itself', () => {
    expect(parse('command=%2Fadvocates&text=a+b&team_id=T1', FORM)).toEqual({
      kind: 'known',
      body: { command: '/advocates', text: 'a b', team_id: 'T1' },
      label: 'command /advocates',
      event: null,
      teamId: 'T1',
    });
  });

  it("reads Slack's checks of the address", () => {
    expect(parse('{"type":"url_verification","challenge":"abc"}', JSON_TYPE)).toEqual({
      kind: 'challenge',
      challenge: 'abc',
    });
    expect(parse('ssl_check=1&token=x', FORM)).toEqual({ kind: 'ssl_check' });
  });

  it.each([
    ['{"type":"app_rate_limited","team_id":"T1"}', JSON_TYPE, 'type app_rate_limited', 'T1'],
    ['{}', JSON_TYPE, 'type -', null],
    [
      `payload=${encodeURIComponent('{"type":"dialog_cancellation","user":{"id":"U1","team_id":"T9"}}')}`,
      FORM,
      'type dialog_cancellation',
      'T9',
    ],
  ])('knows %s only by name', (text, type, label, teamId) => {
    expect(parse(text, type)).toEqual({ kind: 'unknown', label, teamId });
  });

  it('keeps what it counts small and printable', () => {
    expect(interaction(press(`<b>\n${'x'.repeat(300)}`, 'v'))).toMatchObject({
      label: `action b${'x'.repeat(79)}`,
    });
  });

  it.each([
    ['', JSON_TYPE],
    ['{', JSON_TYPE],
    ['[]', JSON_TYPE],
    ['null', JSON_TYPE],
    ['"text"', JSON_TYPE],
    ['{"type":"url_verification"}', JSON_TYPE],
    ['{"type":"event_callback"}', JSON_TYPE],
    ['{"type":"event_callback","event":null}', JSON_TYPE],
    ['{"type":"event_callback","event":{}}', JSON_TYPE],
    ['', FORM],
    ['a=b', FORM],
    ['payload=', FORM],
    ['payload=%7B', FORM],
    ['payload=%5B%5D', FORM],
    [`payload=${encodeURIComponent('{"type":"block_actions","actions":[]}')}`, FORM],
    [`payload=${encodeURIComponent('{"type":"block_actions","user":{"id":"U1"},"actions":[]}')}`, FORM],
    [`payload=${encodeURIComponent('{"type":"block_actions","user":{"id":"U1"},"actions":[null]}')}`, FORM],
    [`payload=${encodeURIComponent('{"type":"view_submission","user":{"id":"U1"}}')}`, FORM],
    [`payload=${encodeURIComponent('{"type":"message_action","user":{"id":"U1"}}')}`, FORM],
    ['{}', 'text/plain'],
    ['{}', ''],
  ])('reads nothing from %j as %s', (text, type) => {
    expect(parse(text, type)).toBeNull();
  });

  it('reads nothing from what is not UTF-8', () => {
    expect(parsePayload(new Uint8Array([0x7b, 0xff, 0x7d]), JSON_TYPE)).toBeNull();
  });

  it('has an answer for any bytes', () => {
    const kinds = [undefined, 'challenge', 'ssl_check', 'known', 'unknown'];
    const types = fc.constantFrom(JSON_TYPE, FORM, 'x');
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array(), fc.json().map(encode)), types, (bytes, type) => {
        const field = encodeURIComponent(new TextDecoder().decode(bytes));
        expect(kinds).toContain(parsePayload(bytes, type)?.kind);
        expect(kinds).toContain(parse(`payload=${field}`, FORM)?.kind);
      }),
    );
  });
});

describe('isSslCheck', () => {
  it.each([
    ['ssl_check=1&token=x', FORM, true],
    ['ssl_check=0', FORM, false],
    ['payload={}', FORM, false],
    ['ssl_check=1', JSON_TYPE, false],
    [`ssl_check=1&x=${'y'.repeat(1000)}`, FORM, false],
  ])('%s as %s: %s', (text, type, is) => {
    expect(isSslCheck(encode(text), type)).toBe(is);
  });
});
