import { createHmac } from 'node:crypto';

export const SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
export const NOW = Date.UTC(2026, 10, 22, 9, 14);
export const FORM = 'application/x-www-form-urlencoded';
const URL_OF_EVENTS = 'https://groundswell.test/slack/events';

interface Signing {
  secret?: string;
  /** Epoch seconds. */
  timestamp?: number;
  headers?: Record<string, string>;
}

/** A request as Slack signs it, at `NOW` unless told otherwise. */
export function signedRequest(
  body: string | Uint8Array<ArrayBuffer>,
  contentType: string,
  signing: Signing = {},
): Request {
  const { secret = SECRET, timestamp = NOW / 1000, headers = {} } = signing;
  const signature = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
  return new Request(URL_OF_EVENTS, {
    method: 'POST',
    body,
    headers: {
      'content-type': contentType,
      'x-slack-request-timestamp': String(timestamp),
      'x-slack-signature': `v0=${signature}`,
      ...headers,
    },
  });
}

export function interaction(payload: object, signing?: Signing): Request {
  return signedRequest(new URLSearchParams({ payload: JSON.stringify(payload) }).toString(), FORM, signing);
}

/** `around` is what stands beside the event. */
export function event(type: string, rest: object = {}, signing?: Signing, around: object = {}): Request {
  const body = {
    type: 'event_callback',
    team_id: 'T1',
    event_id: 'Ev1',
    event: { type, ...rest },
    ...around,
  };
  return signedRequest(JSON.stringify(body), 'application/json', signing);
}

export function command(name: string, text: string): Request {
  const fields = {
    command: name,
    text,
    team_id: 'T1',
    user_id: 'U7',
    user_name: 'ana',
    channel_id: 'C1',
    trigger_id: '1.2',
  };
  return signedRequest(new URLSearchParams(fields).toString(), FORM);
}

/** The payload of a button pressed in a channel. */
export function press(actionId: string, value: string) {
  return {
    type: 'block_actions',
    team: { id: 'T1', domain: 'acme' },
    user: { id: 'U7', username: 'ana', name: 'ana', team_id: 'T1' },
    container: { type: 'message', message_ts: '1700.1', channel_id: 'C1' },
    channel: { id: 'C1', name: 'advocates' },
    message: { type: 'message', ts: '1700.1', text: 'Reward waiting' },
    trigger_id: '13345224609.738474920.8088930838d88f008e0',
    response_url: 'https://hooks.slack.com/actions/T1/1/x',
    actions: [{ type: 'button', action_id: actionId, block_id: 'b1', value, action_ts: '1700.2' }],
  };
}

/** The payload of a modal sent in. */
export function submission(callbackId: string, metadata: string, values: object) {
  return {
    type: 'view_submission',
    team: { id: 'T1', domain: 'acme' },
    user: { id: 'U7', username: 'ana', name: 'ana', team_id: 'T1' },
    view: {
      id: 'V1',
      hash: '1.abc',
      type: 'modal',
      callback_id: callbackId,
      private_metadata: metadata,
      state: { values },
    },
  };
}
