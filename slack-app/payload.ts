import type { StringIndexed } from '@slack/bolt';

import { asObject, asText, type Json, parseObject } from './json.ts';

/** What a verified request asks for. */
export type SlackPayload =
  | { kind: 'challenge'; challenge: string }
  | { kind: 'ssl_check' }
  /** Something a feature may handle; `label` names it, for counting, `event` is the type of an event. */
  | { kind: 'known'; body: StringIndexed; label: string; teamId: string | null; event: string | null }
  /** Well-formed, but of a kind this app has no listeners for. */
  | { kind: 'unknown'; label: string; teamId: string | null };

/** Reads an event (JSON), an interaction (form field `payload`) or a command (form); null where it is none of them. */
export function parsePayload(bytes: Uint8Array, contentType: string): SlackPayload | null {
  const text = decode(bytes);
  if (text === null) return null;
  if (contentType.startsWith('application/json')) return fromJson(parseObject(text));
  if (!contentType.startsWith('application/x-www-form-urlencoded')) return null;
  const form = new URLSearchParams(text);
  if (form.get('ssl_check') === '1') return { kind: 'ssl_check' };
  const payload = form.get('payload');
  return payload === null ? fromCommand(Object.fromEntries(form)) : fromInteraction(parseObject(payload));
}

/** Whether these bytes are Slack's check of our certificate, the one request that comes without a signature. */
export function isSslCheck(bytes: Uint8Array, contentType: string): boolean {
  if (bytes.length > 1000 || !contentType.startsWith('application/x-www-form-urlencoded')) return false;
  return new URLSearchParams(new TextDecoder().decode(bytes)).get('ssl_check') === '1';
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return null;
  }
}

function fromJson(body: Json | null): SlackPayload | null {
  if (body === null) return null;
  if (body['type'] === 'url_verification') {
    const challenge = asText(body['challenge']);
    return challenge === null ? null : { kind: 'challenge', challenge };
  }
  const teamId = asText(body['team_id']);
  const event = asObject(body['event']);
  if (body['type'] !== 'event_callback')
    return { kind: 'unknown', label: label('type', body['type']), teamId };
  const type = asText(event?.['type']);
  return type === null ? null : { kind: 'known', body, label: label('event', type), teamId, event: type };
}

function fromCommand(body: Json): SlackPayload | null {
  if (asText(body['command']) === null) return null;
  const teamId = asText(body['team_id']);
  return { kind: 'known', body, label: label('command', body['command']), teamId, event: null };
}

function fromInteraction(body: Json | null): SlackPayload | null {
  const user = asObject(body?.['user']);
  if (body === null || user === null || asText(user['id']) === null) return null;
  const teamId = asText(asObject(body['team'])?.['id']) ?? asText(user['team_id']);
  switch (body['type']) {
    case 'block_actions': {
      const action = asObject(Array.isArray(body['actions']) ? body['actions'][0] : null);
      return (
        action && { kind: 'known', body, label: label('action', action['action_id']), teamId, event: null }
      );
    }
    case 'view_submission':
    case 'view_closed': {
      const view = asObject(body['view']);
      return (
        view && { kind: 'known', body, label: label(body['type'], view['callback_id']), teamId, event: null }
      );
    }
    case 'message_action': {
      const isWhole = asObject(body['message']) !== null && asObject(body['channel']) !== null;
      return isWhole ? shortcut(body, teamId) : null;
    }
    case 'shortcut':
      return shortcut(body, teamId);
    case 'block_suggestion':
      return { kind: 'known', body, label: label('options', body['action_id']), teamId, event: null };
    default:
      return { kind: 'unknown', label: label('type', body['type']), teamId };
  }
}

function shortcut(body: Json, teamId: string | null): SlackPayload {
  return { kind: 'known', body, label: label('shortcut', body['callback_id']), teamId, event: null };
}

// Labels are counted and shown, so what they may hold is small.
function label(kind: string, name: unknown): string {
  const safe = (asText(name) ?? '').replace(/[^\w/.:-]/gu, '').slice(0, 80);
  return `${kind} ${safe || '-'}`;
}
