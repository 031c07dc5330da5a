import { actProperties, type Act } from '../hubspot/act.ts';
import type { Values } from './org/org.ts';
import { SIGNAL_NAMES } from './schema/signal-fields.ts';

/** The values an act leaves on a contact or lead. `at` is epoch milliseconds; `score` counts for surveys only. */
export function actValues(act: Act, at: number, score: number | null): Values {
  return Object.fromEntries(
    Object.entries(actProperties(act, at, score)).map(([name, value]) => [
      SIGNAL_NAMES[name] ?? name,
      name.endsWith('_score') ? Number(value) : value,
    ]),
  );
}
