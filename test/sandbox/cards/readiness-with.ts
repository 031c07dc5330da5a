import { readinessAt } from '#core/ask/readiness.ts';
import type { Readiness, ReadinessGate } from '#core/card/card.ts';

const FREE = {
  tier: 'none',
  optedOut: false,
  restUntil: null,
  heldUntil: null,
  insider: null,
  moved: false,
  unreachable: false,
} as const;

/** Every gate there is, of which these are closed. */
export function readinessWith(...closed: ReadinessGate[]): Readiness {
  const { passed, total } = readinessAt({ standing: FREE, signals: [], account: [] }, 0);
  const names = new Set(closed.map(({ gate }) => gate));
  return {
    open: total - closed.length,
    total,
    closed,
    passed: passed.filter(({ gate }) => !names.has(gate)),
  };
}
