import type { Problem } from '#core/problem.ts';
import type { Config } from '#server/config.ts';
import type { Attempt } from '#server/workspace/outbox/doors.ts';
import { manual } from './manual/manual.ts';
import type { FulfilmentProvider, ProviderName } from './provider.ts';
import { webhookRules, type ProviderSettings } from './settings.ts';
import { webhook } from './webhook/webhook.ts';

/** What is kept of the providers of one workspace. */
export interface Kept {
  /** Where orders of an edition go, and what was set for it; of null what was chosen last. Null where nothing was. */
  edition<Name extends ProviderName>(
    name: Name,
    number: number | null,
  ): { number: number; address: string; settings: ProviderSettings[Name] | null } | null;
  /** A secret of an edition in the clear, or null where there is none. */
  secret(name: ProviderName, field: string, edition: number): Promise<string | null>;
}

/**
 * A provider as an edition of its settings says, or as the one chosen last, ready to be asked; fails with
 * `not_connected` where it was not set up, or where an order went is not known any more.
 */
export async function openProvider(
  { name, edition }: { name: ProviderName; edition: number | null },
  kept: Kept,
  config: Config,
): Promise<Attempt<FulfilmentProvider>> {
  if (name === 'manual') return { ok: true, value: manual };
  return name === 'tremendous' ? openTremendous(kept, edition, config) : openWebhook(kept, edition, config);
}

async function openTremendous(
  kept: Kept,
  edition: number | null,
  config: Config,
): Promise<Attempt<FulfilmentProvider>> {
  const chosen = kept.edition('tremendous', edition);
  const settings = chosen?.settings ?? null;
  const apiKey = chosen === null ? null : await kept.secret('tremendous', 'apiKey', chosen.number);
  if (settings === null || apiKey === null) return missing('Tremendous has no API key.');
  const isReal = settings.environment === 'production';
  const baseUrl = isReal ? config.TREMENDOUS_API_URL : config.TREMENDOUS_SANDBOX_URL;
  const { fundingSource, campaign } = settings;
  // Loaded only where it is used: its client weighs as much as the rest of a request.
  const { tremendous } = await import('./tremendous/tremendous.ts');
  return { ok: true, value: tremendous({ apiKey, baseUrl, fundingSource, campaign }) };
}

/** What an admin set goes before what whoever runs the server set; each signs with its own secret and no other. */
async function openWebhook(
  kept: Kept,
  edition: number | null,
  config: Config,
): Promise<Attempt<FulfilmentProvider>> {
  const chosen = kept.edition('webhook', edition);
  if (chosen?.settings == null) return openServers(chosen?.address ?? null, config);
  const secret = await kept.secret('webhook', 'secret', chosen.number);
  if (secret === null) return missing('There is no secret to sign orders with.');
  return { ok: true, value: webhook({ url: chosen.settings.url, secret, ...webhookRules(config) }) };
}

/** The system whoever runs the server named; an order that went to another is not sent to this one. */
function openServers(address: string | null, config: Config): Attempt<FulfilmentProvider> {
  const url = config.PAYOUT_URL;
  if (address !== null && address !== url) return moved(address);
  if (url === undefined) return missing('Nobody said where orders go.');
  return { ok: true, value: webhook({ url, secret: config.PAYOUT_SECRET ?? null, ...webhookRules(config) }) };
}

/** Tried again while deliveries are: an admin may be setting it up. */
function missing(message: string): { ok: false; problem: Problem; retryAfter: number | null } {
  const remedy = 'Set it up in the console, under Fulfilment.';
  return { ok: false, problem: { code: 'not_connected', message, remedy }, retryAfter: 0 };
}

function moved(address: string): { ok: false; problem: Problem; retryAfter: number | null } {
  const message = `The order was sent to ${address}, where this server sends no orders any more.`;
  const remedy = 'Look there whether it was taken. If not, make the order void and order anew.';
  return { ok: false, problem: { code: 'not_connected', message, remedy }, retryAfter: null };
}
