import * as z from 'zod';
import type { SandboxOptions } from './serve.ts';

const text = (otherwise: string) => z.string().min(1).default(otherwise);
const schema = z.object({
  SANDBOX_PORT: z.coerce.number().int().min(1).max(65_531).default(8790),
  SANDBOX_DATA: z.string().min(1).optional(),
  SANDBOX_SEED: text('groundswell'),
  SANDBOX_PEOPLE: z.coerce.number().int().min(1).max(1_000_000).default(5000),
  HUBSPOT_CLIENT_ID: text('sandbox-client-id'),
  HUBSPOT_CLIENT_SECRET: text('sandbox-client-secret'),
  SLACK_CLIENT_ID: text('sandbox-slack-client-id'),
  SLACK_CLIENT_SECRET: text('sandbox-slack-client-secret'),
  SLACK_SIGNING_SECRET: text('sandbox-slack-signing-secret'),
  SALESFORCE_CLIENT_ID: text('sandbox-salesforce-client-id'),
  SALESFORCE_CLIENT_SECRET: text('sandbox-salesforce-client-secret'),
  SALESFORCE_PUBLIC_KEY: z.string().min(1).optional(),
  SALESFORCE_WEBHOOK_PATH: z.string().startsWith('/').optional(),
  APP_URL: z.url().default('http://127.0.0.1:8787'),
  ADMIN_TOKEN: z.string().min(1).optional(),
  PAYOUT_SECRET: z.string().min(1).optional(),
});

/** The options the environment asks for, defaults where it is silent; a string names every variable that is wrong. */
export function readEnvironment(environment: Record<string, string | undefined>): SandboxOptions | string {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    const wrong = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    return `The sandbox cannot start:\n${wrong.join('\n')}`;
  }
  const { data } = parsed;
  return {
    basePort: data.SANDBOX_PORT,
    appUrl: data.APP_URL.replace(/\/$/, ''),
    consoleUrl: data.APP_URL.replace(/\/$/, ''),
    adminToken: data.ADMIN_TOKEN ?? null,
    hubspot: { clientId: data.HUBSPOT_CLIENT_ID, clientSecret: data.HUBSPOT_CLIENT_SECRET },
    slack: {
      clientId: data.SLACK_CLIENT_ID,
      clientSecret: data.SLACK_CLIENT_SECRET,
      signingSecret: data.SLACK_SIGNING_SECRET,
    },
    salesforce: {
      clientId: data.SALESFORCE_CLIENT_ID,
      clientSecret: data.SALESFORCE_CLIENT_SECRET,
      publicKey: data.SALESFORCE_PUBLIC_KEY ?? null,
      webhookPath: data.SALESFORCE_WEBHOOK_PATH ?? null,
    },
    payoutSecret: data.PAYOUT_SECRET ?? null,
    people: data.SANDBOX_PEOPLE,
    seed: data.SANDBOX_SEED,
    dataFolder: data.SANDBOX_DATA ?? null,
  };
}
