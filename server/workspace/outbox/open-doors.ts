import type { Env } from '#server/env.ts';
import { readConfig } from '#server/config.ts';
import { sendPayout } from '#server/payout/payout.ts';
import type { Doors } from './doors.ts';

/** The real ways out: the Connection objects, and the company's payout system. */
export function openDoors(env: Env): Doors {
  return {
    crm: (connection) => ({
      writeFlags: (writes) => env.CONNECTION.getByName(connection).flags.write(writes),
      clearFlags: (recordIds) => env.CONNECTION.getByName(connection).flags.clear(recordIds),
      forget: (recordIds) => env.CONNECTION.getByName(connection).privacy.forget(recordIds),
    }),
    slack: (connection) => {
      const door = env.CONNECTION.getByName(connection);
      return {
        post: (channel, message) => door.messages.post(channel, message),
        update: (channel, ts, message) => door.messages.update(channel, ts, message),
        findUser: (email) => door.messages.findUser(email),
      };
    },
    async pay(order) {
      const config = readConfig(env);
      if (!config.ok) return { ok: false, problem: config.problem, retryAfter: 60_000 };
      return sendPayout(config.value, order);
    },
  };
}
