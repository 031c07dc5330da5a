import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { slackVerbs } from '#server/slack-verbs.ts';
import type { SlackApp } from '#slack-app/app.ts';

// One app an isolate: it holds listeners and a key, and nothing of any request.
let slackApp: SlackApp | null = null;

/** Everything Slack sends: events, interactivity, commands, options. */
export const slackEvents = new Hono<AppEnv>().post('/', async (c) => {
  if (slackApp === null) {
    const { createSlackApp } = await import('#slack-app/app.ts');
    slackApp = createSlackApp({
      signingSecret: c.var.services.config.SLACK_SIGNING_SECRET,
      verbs: slackVerbs(c.var.services),
      consoleUrl: `${c.var.services.config.PUBLIC_URL}/console`,
    });
  }
  // What fails after the answer has nobody left to tell but the log.
  const logged = (work: Promise<unknown>) =>
    work.catch((error: unknown) => console.error('after a Slack answer:', error));
  return slackApp.handle(c.req.raw, (work) => c.executionCtx.waitUntil(logged(work)));
});
