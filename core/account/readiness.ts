import { readinessAt } from '#core/ask/readiness.ts';
import type { Readiness, ReadinessGate } from '#core/card/card.ts';
import type { Insider } from '#core/ask/insider.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { Signal } from '#core/signal/signal.ts';

/** The gates that close for everybody at a company at once. */
const ACCOUNT_GATES: readonly ReadinessGate['gate'][] = ['legal_hold', 'insider', 'renewal_risk'];

/** All that decides whether anybody at a company may be asked. */
export interface AccountCircumstances {
  /** Until when the company is on legal hold, as in `Standing`. */
  heldUntil: number | null;
  /** Whether the company is our own, or a competitor. */
  insider: Insider | null;
  /** Those of `RENEWAL_SIGNALS` told about anybody there. */
  signals: readonly Signal[];
}

/** What is a person's own decides nothing here. */
const NOBODY: Standing = {
  tier: 'none',
  optedOut: false,
  restUntil: null,
  heldUntil: null,
  insider: null,
  moved: false,
  unreachable: false,
};

/** May people of this account be asked at `now`, as far as the account decides it. */
export function accountReadiness(circumstances: AccountCircumstances, now: number): Readiness {
  const { heldUntil, insider, signals } = circumstances;
  const all = readinessAt(
    { standing: { ...NOBODY, heldUntil, insider }, signals: [], account: signals },
    now,
  );
  const ofAccount = ({ gate }: Pick<ReadinessGate, 'gate'>) => ACCOUNT_GATES.includes(gate);
  const closed = all.closed.filter(ofAccount).map((gate) => ofCompany(gate, insider));
  const passed = all.passed.filter(ofAccount);
  return { open: passed.length, total: closed.length + passed.length, closed, passed };
}

/** What the gates say of a person, said of their company. */
function ofCompany(gate: ReadinessGate, insider: Insider | null): ReadinessGate {
  if (gate.gate === 'legal_hold') return { ...gate, message: 'The company is on legal hold.' };
  if (gate.gate !== 'insider') return gate;
  return {
    ...gate,
    message: insider === 'employee' ? 'The company is our own.' : 'The company is a competitor.',
    clears: 'It ends when its CRM records name another domain, or an admin takes the domain off the list.',
  };
}
