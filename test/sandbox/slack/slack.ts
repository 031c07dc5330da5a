import { systemClock, type Clock } from './clock.ts';
import { control } from './control/control.ts';
import { runCommand } from './delivery/command.ts';
import { compose } from './delivery/compose.ts';
import { Courier, type Fetch } from './delivery/courier.ts';
import {
  checkCertificate,
  openHome,
  revokeTokens,
  say,
  sendEvent,
  uninstall,
  verifyUrl,
} from './delivery/events.ts';
import { press } from './delivery/press.ts';
import { runShortcut } from './delivery/shortcut.ts';
import { closeView, submitView } from './delivery/submit.ts';
import { suggest } from './delivery/suggest.ts';
import { oauthAccess } from './oauth/access.ts';
import { authorize } from './oauth/authorize.ts';
import { openId } from './oauth/openid.ts';
import { pages } from './pages/routes.ts';
import type { SlackSandbox } from './sandbox.ts';
import type { MemberSeed } from './team/members.ts';
import { Team } from './team/team.ts';
import { hooks } from './web-api/hooks.ts';
import { webApi } from './web-api/gate.ts';

/** How a fake Slack is set up. */
export interface SlackSandboxOptions {
  clientId: string;
  clientSecret: string;
  signingSecret: string;
  /** Base URL of Groundswell: payloads go to `${appUrl}/slack/events`, consent redirects must begin with it. */
  appUrl: string;
  teamName?: string;
  teamId?: string;
  appName?: string;
  people?: readonly MemberSeed[];
  /** Epoch milliseconds. */
  now?: () => number;
  /** How something is done later; a test that holds the clock holds this too. */
  after?: Clock['after'];
  /** How the app is called. */
  fetch?: Fetch;
}

/**
 * Builds a fake Slack with one workspace. It holds all its state in memory. The Web API is at `/api`, the consent screen
 * at `/oauth/v2/authorize`, the workspace's pages at `/`, its controls at `/__sandbox`.
 */
export function createSlackSandbox(options: SlackSandboxOptions): SlackSandbox {
  let courier = open(options);
  const current = (): Courier => courier;
  const team = (): Team => courier.team;
  const sandbox: SlackSandbox = {
    name: 'slack',
    title: 'Slack',
    origin: 'https://slack.com',
    handlers: [],
    get team() {
      return courier.team;
    },
    get knobs() {
      return courier.team.knobs;
    },
    install: (userId, scopes) => courier.team.installations.allow(userId, scopes),
    press: async (...what) => press(courier, ...what),
    submitView: async (userId, entries = {}) => submitView(courier, userId, entries),
    closeView: async (userId) => closeView(courier, userId),
    view: (userId) => courier.team.views.top(userId),
    suggest: async (...what) => suggest(courier, ...what),
    command: async (...what) => runCommand(courier, ...what),
    say: async (...what) => say(courier, ...what),
    compose: async (...what) => compose(courier, ...what),
    shortcut: async (...what) => runShortcut(courier, ...what),
    openHome: async (userId) => openHome(courier, userId),
    sendEvent: async (event) => sendEvent(courier, event),
    verifyUrl: async () => verifyUrl(courier),
    checkCertificate: async () => checkCertificate(courier),
    revokeTokens: async () => revokeTokens(courier),
    uninstall: async () => uninstall(courier),
    messages: (channel) => courier.team.messages.in(courier.team.channels.find(channel)?.id ?? ''),
    deliveries: () => courier.deliveries,
    replay: async (deliveryId) => courier.replay(deliveryId),
    calls: () => courier.team.calls.all(),
    reset: () => {
      courier.team.retired = true;
      courier = open(options);
    },
  };
  sandbox.handlers.push(
    ...oauthAccess(team),
    ...authorize(team, [options.appUrl]),
    ...openId(team, [options.appUrl]),
    ...webApi(current),
    ...hooks(team),
    ...control(sandbox),
    ...pages(sandbox),
  );
  return sandbox;
}

function open(options: SlackSandboxOptions): Courier {
  const system = systemClock();
  const clock = { now: options.now ?? system.now, after: options.after ?? system.after };
  const app = {
    id: 'A0GROUNDSW',
    name: options.appName ?? 'Groundswell',
    clientId: options.clientId,
    clientSecret: options.clientSecret,
    signingSecret: options.signingSecret,
    botUserId: 'U0GROUNDSW',
    botId: 'B0GROUNDSW',
  };
  const seed = {
    id: options.teamId ?? 'T0NORTHWND',
    name: options.teamName ?? 'Northwind Cloud',
    app,
    ...(options.people && { people: options.people }),
  };
  const call: Fetch = options.fetch ?? (async (url, init) => fetch(url, init));
  return new Courier(new Team(seed, clock), `${options.appUrl}/slack/events`, call);
}
