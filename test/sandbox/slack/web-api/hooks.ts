import type { Incoming } from '../incoming.ts';
import { http, HttpResponse, type RequestHandler } from 'msw';
import { takeFault } from '../knobs.ts';
import type { ResponseUrl } from '../team/response-urls.ts';
import type { Team } from '../team/team.ts';
import { readArgs, type Args } from './args.ts';
import { readDraft } from './draft.ts';
import { misbehave } from './fault-response.ts';

/** Handlers for response URLs and incoming webhooks: places to post that need no token. */
export function hooks(team: () => Team): RequestHandler[] {
  return [
    http.post('*/actions/:team/:id/:secret', async ({ request }) =>
      struck(team(), async () => respond(team(), request)),
    ),
    http.post('*/commands/:team/:id/:secret', async ({ request }) =>
      struck(team(), async () => respond(team(), request)),
    ),
    http.post('*/services/:team/:bot/:secret', async ({ request, params }) =>
      webhook(team(), String(params['secret']), await readArgs(request)),
    ),
  ];
}

/** Lets a planned fault named `response_url` strike, before the effect or after it. */
async function struck(team: Team, effect: () => Promise<Response>): Promise<Response> {
  const fault = takeFault(team.knobs, 'response_url');
  if (fault?.when === 'before') return misbehave(fault);
  const response = await effect();
  return fault === null ? response : misbehave(fault);
}

async function respond(team: Team, request: Incoming): Promise<Response> {
  const args = await readArgs(request);
  if (args === null) return plain('invalid_payload', 400);
  const target = team.responseUrls.use(new URL(request.url).pathname);
  if (typeof target === 'string') return HttpResponse.json({ ok: false, error: target }, { status: 404 });
  if (args.flag('delete_original') && target.messageTs !== null) {
    team.messages.delete(target.messageTs);
    return plain('ok', 200);
  }
  const read = readDraft(team, args);
  if ('reply' in read) return HttpResponse.json({ ok: false, ...errorOf(read.reply) }, { status: 400 });
  const original = target.messageTs === null ? null : team.messages.get(target.messageTs);
  if (args.flag('replace_original') && original !== null) {
    team.messages.edit(original, read.draft, false);
    return plain('ok', 200);
  }
  return postReply(team, target, args, read.draft);
}

function postReply(
  team: Team,
  target: ResponseUrl,
  args: Args,
  draft: Parameters<Team['messages']['post']>[1],
): Response {
  const channel = team.channels.find(target.channelId);
  if (channel === null) return HttpResponse.json({ ok: false, error: 'channel_not_found' }, { status: 404 });
  team.messages.post(channel, draft, args.text('response_type') === 'in_channel' ? null : target.userId);
  return plain('ok', 200);
}

function webhook(team: Team, secret: string, args: Args | null): Response {
  const found = team.installations.byWebhook(secret);
  if (found === null || found.installation.ended !== null) return plain('no_service', 404);
  const channel = team.channels.find(found.webhook.channelId);
  if (channel === null) return plain('channel_not_found', 404);
  if (channel.isArchived) return plain('channel_is_archived', 410);
  if (args === null) return plain('invalid_payload', 400);
  const read = readDraft(team, args);
  if ('reply' in read) return plain(errorOf(read.reply).error, 400);
  const seconds = team.knobs.rateLimits ? team.rateLimits.post(channel.id) : 0;
  if (seconds > 0)
    return new HttpResponse('rate_limited', { status: 429, headers: { 'retry-after': String(seconds) } });
  team.messages.post(channel, read.draft);
  return plain('ok', 200);
}

function errorOf(reply: Extract<ReturnType<typeof readDraft>, { reply: unknown }>['reply']): {
  error: string;
} {
  return reply.kind === 'error' ? { ...reply.body, error: reply.error } : { error: 'ratelimited' };
}

function plain(text: string, status: number): Response {
  return new HttpResponse(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } });
}
