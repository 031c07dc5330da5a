import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import type { Config } from '#server/config.ts';
import type { Secrets } from '#server/connection/secrets.ts';
import { isProvider, PROVIDERS, type ProviderName } from '#server/fulfilment/provider.ts';
import { addressOf, checkSettings, readSecrets, readSettings, SECRETS } from '#server/fulfilment/settings.ts';
import { note } from '#server/workspace/trail/note.ts';
import type { Store } from '#server/workspace/store.ts';
import { choices, replaceChoices, type Choice } from './choice.ts';
import { chosenEdition, editionAt, keepSettings, secretField } from './settings.ts';

/** A provider as an admin sees it: secrets are only told to be there. */
export interface ProviderView {
  name: ProviderName;
  settings: Record<string, string>;
  secrets: { name: string; isSet: boolean }[];
  /** Whether it could take an order. */
  isReady: boolean;
  /** Whether whoever runs the server set it up, not an admin. */
  isFromServer: boolean;
}

export interface NewSettings {
  settings: Record<string, string>;
  /** What is left out or empty stays as it is. */
  secrets: Record<string, string>;
  by: string;
}

const MOST_CHOICES = 200;

export function providerViews(store: Store, secrets: Secrets, config: Config): ProviderView[] {
  return PROVIDERS.map((name) => {
    const chosen = chosenEdition(store, name);
    const set = chosen?.settings ?? null;
    const held = SECRETS[name].map((field) => ({
      name: field,
      isSet: chosen !== null && secrets.has(secretField(name, field, chosen.number)),
    }));
    const isFromServer = name === 'webhook' && set === null && config.PAYOUT_URL !== undefined;
    const isReady = name === 'manual' || isFromServer || (set !== null && held[0]?.isSet === true);
    return { name, settings: { ...set }, secrets: held, isReady, isFromServer };
  });
}

/** Keeps what an admin set of a provider, for orders made from now on. Fails with `invalid_input` naming the field, or `vendor_unavailable`. */
export async function saveProvider(
  store: Store,
  secrets: Secrets,
  config: Config,
  name: string,
  given: NewSettings,
): Promise<Result<null>> {
  if (!isProvider(name) || name === 'manual') {
    return refuse('not_found', 'There is nothing to set of this provider.', 'Choose another.', 'name');
  }
  const settings = readSettings(name, given.settings);
  if (!settings.ok) return settings;
  const told = readSecrets(name, given.secrets);
  if (!told.ok) return told;
  const address = addressOf(name, settings.value);
  const edition = editionAt(store, name, { address, isFromServer: false });
  const [first] = SECRETS[name];
  if (
    first !== undefined &&
    told.value[first] === undefined &&
    !secrets.has(secretField(name, first, edition))
  ) {
    // What one address was told stays there: another one gets a secret of its own.
    return refuse('invalid_input', 'The secret of this address is missing.', 'Enter it.', first);
  }
  const usable = await checkSettings(name, settings.value, config);
  if (!usable.ok) return usable;
  const before = chosenEdition(store, name);
  const was = before?.settings == null ? 'not set' : addressOf(name, before.settings);
  const sealed = Object.entries(told.value).map(([field, text]) => [secretField(name, field, edition), text]);
  await secrets.keep(Object.fromEntries(sealed) as Record<string, string>, () => {
    keepSettings(store, name, { edition, settings: settings.value, by: given.by });
    const changed = Object.keys(told.value).join(', ');
    const turn = was === address ? address : `${was} → ${address}`;
    const words = changed === '' ? turn : `${turn}, new ${changed}`;
    note(store, given.by, 'fulfilment.provider', `provider:${name}`, words);
  });
  return ok(null);
}

/** Chooses who fulfils what, from now on. Fails with `invalid_input` naming the row and field. */
export function chooseProviders(store: Store, chosen: readonly Choice[], by: string): Result<Choice[]> {
  const problem = objectionTo(chosen);
  if (problem !== null) return { ok: false, problem };
  return store.sql.transaction(() => {
    const before = inWords(choices(store));
    replaceChoices(store, chosen);
    const after = choices(store);
    note(store, by, 'fulfilment.choices', 'fulfilment', `${before} → ${inWords(after)}`.slice(0, 2000));
    return ok(after);
  });
}

/** What is wrong with choices, by row and field such as `choices.2.kind`, or null. */
function objectionTo(chosen: readonly Choice[]): Problem | null {
  if (chosen.length > MOST_CHOICES) {
    return wrong('choices', 'There are too many lines.', `Use at most ${MOST_CHOICES}.`);
  }
  for (const [place, { programme, kind, provider }] of chosen.entries()) {
    const of = (field: string) => `choices.${place}.${field}`;
    const line = `Line ${place + 1}`;
    if (!/^[\w-]{0,60}$/.test(programme)) {
      return wrong(of('programme'), `${line}: there is no such programme.`, 'Choose another, or any.');
    }
    if (!/^[a-z_]{0,40}$/.test(kind)) {
      return wrong(of('kind'), `${line}: there is no such kind of reward.`, 'Choose another, or any.');
    }
    if (!isProvider(provider)) {
      return wrong(of('provider'), `${line}: there is no such provider.`, 'Choose one of the list.');
    }
    const before = chosen.findIndex((other) => other.programme === programme && other.kind === kind);
    if (before < place) {
      const message = `${line}: line ${before + 1} is for the same programme and kind.`;
      return wrong(of('kind'), message, 'Choose another kind or programme, or remove one of them.');
    }
  }
  return null;
}

function wrong(field: string, message: string, remedy: string): Problem {
  return { code: 'invalid_input', message, remedy, field };
}

function inWords(chosen: readonly Choice[]): string {
  const words = chosen.map(
    ({ programme, kind, provider }) =>
      `${programme || 'every programme'}, ${kind.replaceAll('_', ' ') || 'every kind'}: ${provider}`,
  );
  return words.join('; ').slice(0, 900) || 'nobody';
}
