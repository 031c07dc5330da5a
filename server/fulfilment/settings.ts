import * as z from 'zod';
import { countText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import type { Config } from '#server/config.ts';
import type { ProviderName } from './provider.ts';
import { checkWebhook, type WebhookSettings } from './webhook/webhook.ts';
import { checkResolved } from './webhook/resolve.ts';

const id = z.string().trim().min(1).max(100);

/** What an admin sets of each provider, secrets aside. */
const shapes = {
  tremendous: z.object({
    environment: z.enum(['sandbox', 'production']),
    fundingSource: id.default('balance'),
    campaign: id,
  }),
  manual: z.object({}),
  webhook: z.object({ url: z.string().trim().min(1).max(2000) }),
} satisfies Record<ProviderName, z.ZodType>;

export type TremendousChoice = z.infer<typeof shapes.tremendous>;
export type WebhookChoice = z.infer<typeof shapes.webhook>;
export type ProviderSettings = { tremendous: TremendousChoice; manual: object; webhook: WebhookChoice };

/** Where orders go under these settings: a retry at another address would be another order. */
export function addressOf(name: ProviderName, settings: ProviderSettings[ProviderName]): string {
  if (name === 'webhook') return (settings as WebhookChoice).url;
  return name === 'tremendous' ? (settings as TremendousChoice).environment : '';
}

/** The secrets of each provider, and what each is for. */
export const SECRETS: Record<ProviderName, readonly string[]> = {
  tremendous: ['apiKey', 'webhookKey'],
  manual: [],
  webhook: ['secret'],
};
const LEAST: Record<string, number> = { apiKey: 10, webhookKey: 10, secret: 16 };

/** Settings of a provider as they are kept, or `invalid_input` naming the field. */
export function readSettings<Name extends ProviderName>(
  name: Name,
  given: unknown,
): Result<ProviderSettings[Name]> {
  const read = shapes[name].safeParse(given);
  if (read.success) return ok(read.data as ProviderSettings[Name]);
  const [issue] = read.error.issues;
  const field = String(issue?.path[0] ?? 'settings');
  const what = WHAT[field] ?? 'setting';
  if (issue?.code === 'too_big') {
    const remedy = `Use at most ${countText(Number(issue.maximum))} characters.`;
    return refuse('invalid_input', `The ${what} is too long.`, remedy, field);
  }
  return issue?.code === 'invalid_value'
    ? refuse('invalid_input', `There is no such ${what}.`, 'Choose one of the list.', field)
    : refuse('invalid_input', `The ${what} is missing.`, 'Enter it.', field);
}

/** What a setting is called where it is refused. */
const WHAT: Record<string, string> = {
  environment: 'environment',
  fundingSource: 'funding source',
  campaign: 'campaign',
  url: 'address',
};

/** The secrets that were given; an empty one means the one that is kept. Fails with `invalid_input`. */
export function readSecrets(
  name: ProviderName,
  given: Readonly<Record<string, string>>,
): Result<Record<string, string>> {
  const read: Record<string, string> = {};
  for (const [field, text] of Object.entries(given)) {
    const secret = text.trim();
    if (!SECRETS[name].includes(field)) {
      return refuse('invalid_input', 'There is no such secret.', 'Leave it out.', field);
    }
    if (secret === '') continue;
    if (secret.length < (LEAST[field] ?? 1) || secret.length > 500 || !/^[\x21-\x7e]+$/.test(secret)) {
      const wanted = `Use ${LEAST[field] ?? 1} to 500 letters, digits and signs, without spaces.`;
      return refuse('invalid_input', 'The secret cannot be used.', wanted, field);
    }
    read[field] = secret;
  }
  return ok(read);
}

/** How the address the company's own system listens at is judged: what was typed, not what the operator set. */
export function webhookRules(config: Config): Pick<WebhookSettings, 'trusted' | 'resolve'> {
  return { trusted: config.PAYOUT_URL ?? null, resolve: checkResolved };
}

/** Whether a provider could be used with these settings, as far as that shows without asking it. */
export async function checkSettings(
  name: ProviderName,
  settings: ProviderSettings[ProviderName],
  config: Config,
): Promise<Result<null>> {
  if (name !== 'webhook') return ok(null);
  const { url } = settings as WebhookChoice;
  const checked = await checkWebhook({ url, ...webhookRules(config) });
  return checked.ok ? ok(null) : checked;
}
