import { http, HttpResponse, type RequestHandler } from 'msw';
import { readEntries } from '../delivery/fields.ts';
import { failed, type Outcome } from '../delivery/outcome.ts';
import { isObject, parseJson, textIn, type Json } from '../json.ts';
import { turnKnobs } from '../knobs.ts';
import type { SlackSandbox } from '../sandbox.ts';
import { readChoice } from './choice.ts';
import { messageReport, stateReport } from './report.ts';

type Act = (body: Json) => Promise<Outcome>;

/** Handlers under `/__sandbox`: what a test outside this process can see and do. Bodies and answers are JSON. */
export function control(slack: SlackSandbox): RequestHandler[] {
  const acts: Record<string, Act> = {
    press: async (body) =>
      slack.press(textIn(body, 'user'), textIn(body, 'place'), textIn(body, 'action'), readChoice(body)),
    submit: async (body) => slack.submitView(textIn(body, 'user'), readEntries(body['entries'])),
    close: async (body) => slack.closeView(textIn(body, 'user')),
    command: async (body) =>
      slack.command(textIn(body, 'user'), textIn(body, 'channel'), textIn(body, 'line')),
    say: async (body) => slack.say(textIn(body, 'user'), textIn(body, 'channel'), textIn(body, 'text')),
    compose: async (body) =>
      slack.compose(textIn(body, 'user'), textIn(body, 'channel'), textIn(body, 'text')),
    suggest: async (body) =>
      slack.suggest(
        textIn(body, 'user'),
        textIn(body, 'place'),
        textIn(body, 'action'),
        textIn(body, 'query'),
      ),
    shortcut: async (body) =>
      slack.shortcut(textIn(body, 'user'), textIn(body, 'shortcut'), textIn(body, 'message') || null),
    home: async (body) => slack.openHome(textIn(body, 'user')),
    events: async (body) => slack.sendEvent(body),
    replay: async (body) => slack.replay(Number(body['delivery'])),
    uninstall: async () => slack.uninstall(),
    'revoke-tokens': async () => slack.revokeTokens(),
    'check-certificate': async () => slack.checkCertificate(),
    'verify-url': async () => slack.verifyUrl(),
  };
  return [
    ...readings(slack),
    http.patch('*/__sandbox/knobs', async ({ request }) => {
      const problem = turnKnobs(slack.knobs, parseJson(await request.text()));
      return problem === null
        ? HttpResponse.json(slack.knobs)
        : HttpResponse.json({ error: problem }, { status: 400 });
    }),
    http.post('*/__sandbox/reset', () => {
      slack.reset();
      return HttpResponse.json(stateReport(slack));
    }),
    http.post('*/__sandbox/channels', async ({ request }) => {
      const body = parseJson(await request.text());
      if (!isObject(body) || textIn(body, 'name') === '')
        return HttpResponse.json({ error: 'a channel needs a name' }, { status: 400 });
      const flag = (key: string) => body[key] === true;
      const seed = {
        name: textIn(body, 'name'),
        isPrivate: flag('isPrivate'),
        isArchived: flag('isArchived'),
        hasApp: flag('hasApp'),
      };
      return HttpResponse.json(slack.team.channels.add(seed), { status: 201 });
    }),
    http.post('*/__sandbox/:act', async ({ request, params }) => {
      const name = String(params['act']);
      const act = Object.hasOwn(acts, name) ? acts[name] : undefined;
      if (act === undefined)
        return HttpResponse.json(failed('not_found', `There is no control ${name}.`), { status: 404 });
      const text = await request.text();
      const body = text === '' ? {} : parseJson(text);
      if (!isObject(body))
        return HttpResponse.json(failed('not_json', 'The body is not a JSON object.'), { status: 400 });
      return HttpResponse.json(await act(body));
    }),
  ];
}

function readings(slack: SlackSandbox): RequestHandler[] {
  return [
    http.get('*/__sandbox/state', () => HttpResponse.json(stateReport(slack))),
    http.get('*/__sandbox/knobs', () => HttpResponse.json(slack.knobs)),
    http.get('*/__sandbox/calls', () => HttpResponse.json(slack.calls())),
    http.get('*/__sandbox/deliveries', () => HttpResponse.json(slack.deliveries())),
    http.get('*/__sandbox/messages', ({ request }) => {
      const channel = new URL(request.url).searchParams.get('channel');
      const ids = channel === null ? slack.team.channels.all().map((each) => each.id) : [channel];
      return HttpResponse.json(
        ids.flatMap((id) => slack.messages(id)).map((message) => messageReport(message)),
      );
    }),
  ];
}
