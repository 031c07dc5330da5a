import * as z from 'zod';
import { ok, refuse, type Result } from '#core/problem.ts';

const url = (what: string) =>
  z.string(`${what} is missing`).refine((value) => {
    const parsed = URL.parse(value);
    return parsed !== null && /^https?:$/.test(parsed.protocol);
  }, 'must be an http(s) URL');

const secret = (least: number) => z.string('is missing').min(least, `must have at least ${least} characters`);

const variables = z.object({
  PUBLIC_URL: url('the address people reach this server at'),
  ENCRYPTION_KEY: z
    .string('is missing')
    .refine((value) => value.split(',').every(isKey), 'must be 32 random bytes as base64 or hex'),
  ADMIN_TOKEN: secret(16),
  HUBSPOT_APP_URL: url('HubSpot’s interface').default('https://app.hubspot.com'),
  HUBSPOT_API_URL: url('HubSpot’s API').default('https://api.hubapi.com'),
  HUBSPOT_CLIENT_ID: secret(1),
  HUBSPOT_CLIENT_SECRET: secret(1),
  HUBSPOT_RATE: z.coerce
    .number('must be a number of requests per 10 seconds')
    .int('must be a whole number')
    .min(1)
    .max(10_000)
    .default(110),
  SALESFORCE_LOGIN_URL: url('Salesforce’s login').default('https://login.salesforce.com'),
  SALESFORCE_CLIENT_ID: secret(1).optional(),
  SALESFORCE_CLIENT_SECRET: secret(1).optional(),
  SALESFORCE_JWT_KEY: z
    .string()
    .transform((value) => value.replaceAll('\\n', '\n'))
    .refine((value) => value.includes('BEGIN PRIVATE KEY'), 'must be a private key in PEM (PKCS #8)')
    .optional(),
  SALESFORCE_PROXY_URL: url('the proxy calls to Salesforce leave through').optional(),
  SALESFORCE_PROXY_SECRET: secret(16).optional(),
  SLACK_API_URL: url('Slack’s API').default('https://slack.com/api/'),
  SLACK_AUTHORIZE_URL: url('Slack’s consent screen').default('https://slack.com/oauth/v2/authorize'),
  SLACK_CLIENT_ID: secret(1),
  SLACK_CLIENT_SECRET: secret(1),
  SLACK_SIGNING_SECRET: secret(1),
  PAYOUT_URL: url('the system that pays rewards').optional(),
  PAYOUT_SECRET: secret(16).optional(),
  TREMENDOUS_API_URL: url('Tremendous’s API').default('https://api.tremendous.com/api/v2'),
  TREMENDOUS_SANDBOX_URL: url('Tremendous’s sandbox').default('https://testflight.tremendous.com/api/v2'),
});

export type Config = z.infer<typeof variables>;

/** Names of every variable the server reads, in the order they are documented. */
export const VARIABLES = Object.keys(variables.shape);

/** Reads the server's variables; the problem names each one that is missing or malformed, and why. */
export function readConfig(source: Record<string, unknown>): Result<Config> {
  const given = Object.fromEntries(
    VARIABLES.map((name) => [name, source[name] === '' ? undefined : source[name]]),
  );
  const parsed = variables.safeParse(given);
  if (parsed.success) return ok(parsed.data);
  const wrong = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  return refuse('config_invalid', wrong.join('; '), 'Set these variables; .dev.vars.example explains each.');
}

function isKey(text: string): boolean {
  return decodeKey(text) !== null;
}

/** Decodes one encryption key given as hex or base64(url); null unless it is 32 bytes. */
export function decodeKey(text: string): Uint8Array<ArrayBuffer> | null {
  const trimmed = text.trim();
  if (/^[0-9a-f]{64}$/i.test(trimmed)) {
    return Uint8Array.from(trimmed.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  }
  if (!/^[\w+/-]{43}=?$/.test(trimmed)) return null;
  const binary = atob(trimmed.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
