import type { Env } from '#server/env.ts';
import { readConfig } from '#server/config.ts';
import { openProvider, type Kept } from '#server/fulfilment/providers.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { nextTurn } from '#server/workspace/turns.ts';
import type { Doors } from './doors.ts';

/** The real ways out: the Connection objects, and whoever fulfils rewards, as `kept` says how. */
export function openDoors(env: Env, kept: Kept): Doors {
  const config = readConfig(env);
  const open = async (name: ProviderName, edition: number | null) =>
    config.ok
      ? openProvider({ name, edition }, kept, config.value)
      : { ok: false as const, problem: config.problem, retryAfter: 60_000 };
  return {
    crm: (connection) => ({
      writeFlags: (writes) => env.CONNECTION.getByName(connection).flags.write(writes),
      clearFlags: (recordIds) => env.CONNECTION.getByName(connection).flags.clear(recordIds),
      forget: (recordIds) => env.CONNECTION.getByName(connection).privacy.forget(recordIds),
    }),
    slack: (connection) => {
      const door = env.CONNECTION.getByName(connection);
      return {
        post: (channel, message, thread) => door.messages.post(channel, message, thread),
        update: (channel, ts, message) => door.messages.update(channel, ts, message),
        findUser: (email) => door.messages.findUser(email),
        user: (id) => door.messages.user(id),
      };
    },
    async pay(order) {
      // What a person hands over asks nobody outside: without this, presses would wait for all of it.
      await nextTurn();
      const provider = await open(order.provider, order.edition);
      return provider.ok ? provider.value.order(order) : provider;
    },
    provider: open,
    usualProvider: config.ok && config.value.PAYOUT_URL !== undefined ? 'webhook' : 'manual',
    usualAddress: config.ok ? (config.value.PAYOUT_URL ?? null) : null,
  };
}
