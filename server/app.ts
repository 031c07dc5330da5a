import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { Problem } from '#core/problem.ts';
import type { AppEnv } from './app-env.ts';
import { readConfig, type Config } from './config.ts';
import { problemResponse } from './errors.ts';
import { api } from './routes/api/api.ts';
import { connect } from './routes/connect.ts';
import { hubspotCards } from './routes/crm/hubspot.ts';
import { salesforceCards } from './routes/crm/salesforce.ts';
import { fulfilmentWebhooks } from './routes/fulfilment-webhooks.ts';
import { health } from './routes/health.ts';
import { hubspotWebhooks } from './routes/hubspot-webhooks.ts';
import { salesforceWebhooks } from './routes/salesforce-webhooks.ts';
import { slackSignIn } from './routes/sign-in.ts';
import { slackEvents } from './routes/slack-events.ts';
import { consoleRoutes } from './console/routes.ts';
import { createServices, type Services } from './services.ts';
import type { Env } from './env.ts';

/** The whole server; tests may pass services of their own. */
export function createApp(build: (env: Env, config: Config) => Services = createServices): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  let config: ReturnType<typeof readConfig> | null = null;
  app.use(async (c, next) => {
    config ??= readConfig(c.env);
    if (!config.ok) return problemResponse(config.problem);
    c.set('services', build(c.env, config.value));
    return next();
  });
  app.route('/healthz', health);
  app.route('/webhooks/hubspot', hubspotWebhooks);
  app.route('/webhooks/salesforce', salesforceWebhooks);
  app.route('/webhooks', fulfilmentWebhooks);
  app.route('/slack/events', slackEvents);
  app.route('/crm/hubspot', hubspotCards);
  app.route('/crm/salesforce', salesforceCards);
  app.route('/api', api);
  app.use('/sign-in/*', secureHeaders());
  app.route('/sign-in', slackSignIn);
  app.use('/connect/*', secureHeaders());
  app.route('/connect', connect);
  app.get('/console/', (c) => c.redirect('/console', 301));
  app.route('/console', consoleRoutes);
  app.get('/', (c) => c.redirect('/console'));
  app.notFound(() => problemResponse(missing));
  app.onError((error) => {
    console.error(error);
    return problemResponse({
      code: 'internal',
      message: 'Something went wrong on our side.',
      remedy: 'Try again; if it stays, tell whoever runs this server.',
    });
  });
  return app;
}

const missing: Problem = {
  code: 'not_found',
  message: 'There is no such page.',
  remedy: 'Check the address.',
};
