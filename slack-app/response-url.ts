import type { SlackResult } from './client-problem.ts';

const SLACK_HOOKS = 'https://hooks.slack.com';

/**
 * Tells the person who pressed something only they see, through the address Slack sent with the press. It needs no
 * token, works five times within 30 minutes, and only leads to Slack. `text` is escaped mrkdwn.
 */
export async function answerPrivately(request: {
  apiUrl: string;
  fetch: typeof fetch;
  responseUrl: string;
  text: string;
}): Promise<SlackResult<null>> {
  const origin = URL.canParse(request.responseUrl) ? new URL(request.responseUrl).origin : null;
  if (origin !== SLACK_HOOKS && origin !== new URL(request.apiUrl).origin) {
    return refused('The address to answer at is not one of Slack.');
  }
  const status = await post(request.fetch, request.responseUrl, request.text);
  if (status === 200) return { ok: true, value: null };
  if (status === null || status === 429 || status >= 500) return unavailable;
  return refused(`Slack no longer takes answers to this press (HTTP status ${status}).`);
}

async function post(fetch: typeof globalThis.fetch, url: string, text: string): Promise<number | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ response_type: 'ephemeral', replace_original: false, text }),
      redirect: 'manual',
      signal: AbortSignal.timeout(10_000),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return null;
  }
}

const unavailable: SlackResult<never> = {
  ok: false,
  problem: {
    code: 'vendor_unavailable',
    message: 'Slack could not be reached, or asked us to wait.',
    remedy: 'It is tried again by itself.',
    retryAfter: 5_000,
  },
};

function refused(message: string): SlackResult<never> {
  return {
    ok: false,
    problem: { code: 'vendor_refused', message, remedy: 'Press the button again.', retryAfter: null },
  };
}
