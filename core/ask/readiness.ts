import { READINESS_GATES, type Readiness, type ReadinessGate } from '#core/card/card.ts';
import type { Standing } from '#core/crm/flag.ts';
import type { SignalType } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { DAY } from '#core/time.ts';
import { UNTIL_LIFTED } from './hold.ts';
import { dissatisfaction } from './dissatisfaction.ts';
import { day, newest } from './newest.ts';

const ESCALATION_COUNTS = 90 * DAY;
const RISK_COUNTS = 90 * DAY;

/** No signal older than this closes a gate. */
export const READINESS_WINDOW = 90 * DAY;
/** The signals of a person that can close a gate of theirs, or open it again. */
export const READINESS_SIGNALS = [
  'escalation',
  'recovery',
  'nps',
  'ces',
  'detractor',
  'complaint',
  'bad_reference',
] as const satisfies readonly SignalType[];
/** The signals of anybody at a company that close a gate for all of it, or open it again. */
export const RENEWAL_SIGNALS = [
  'churn_risk',
  'downgrade',
  'renewal',
  'expansion',
] as const satisfies readonly SignalType[];

/** All that decides whether somebody may be asked. */
export interface Circumstances {
  standing: Standing;
  /** What was told about them. */
  signals: readonly Signal[];
  /** Those of `RENEWAL_SIGNALS` told about anybody at a company of theirs, they among them. */
  account: readonly Signal[];
}

type Closed = Pick<ReadinessGate, 'message' | 'clears' | 'opensAt'>;
type Gate = (circumstances: Circumstances, now: number) => Closed | null;

/** What each gate is called while it is open, and what closes it. */
const GATES: Record<ReadinessGate['gate'], { name: string; gate: Gate }> = {
  legal_hold: { name: 'No legal hold', gate: legalHold },
  consent: { name: 'Consent not withdrawn', gate: consent },
  insider: { name: 'Neither employee nor competitor', gate: insider },
  unreachable: { name: 'An address that works', gate: unreachable },
  rest: { name: 'Rested since the last ask', gate: rest },
  escalation: { name: 'No open escalation', gate: escalation },
  detractor: { name: 'No recent dissatisfaction', gate: ({ signals }, now) => dissatisfaction(signals, now) },
  renewal_risk: { name: 'No renewal at risk', gate: renewalRisk },
};

/** May this person be asked at `now`: every gate, and of those that are closed what would open each, and when. */
export function readinessAt(circumstances: Circumstances, now: number): Readiness {
  const closed: ReadinessGate[] = [];
  const passed: Readiness['passed'] = [];
  for (const gate of READINESS_GATES) {
    const { name, gate: look } = GATES[gate];
    const found = look(circumstances, now);
    if (found === null) passed.push({ gate, name });
    else closed.push({ gate, name, ...found });
  }
  return { open: passed.length, total: passed.length + closed.length, closed, passed };
}

/** The reason stays with the admins: what a lawyer was told is not for every screen. */
function legalHold({ standing: { heldUntil } }: Circumstances, now: number): Closed | null {
  if (heldUntil === null || heldUntil <= now) return null;
  const message = 'They or their company are on legal hold.';
  if (heldUntil === UNTIL_LIFTED) return { message, clears: 'An admin has to lift it.', opensAt: null };
  return { message, clears: `It ends on ${day(heldUntil)}, or when an admin lifts it.`, opensAt: heldUntil };
}

function consent({ standing: { optedOut } }: Circumstances): Closed | null {
  if (!optedOut) return null;
  const message = 'They asked not to be contacted.';
  return { message, clears: 'It ends when their CRM records no longer say so.', opensAt: null };
}

/** A colleague's praise is worth nothing to a buyer, and a competitor's attention is worth less. */
function insider({ standing }: Circumstances): Closed | null {
  if (standing.insider === null) return null;
  const message =
    standing.insider === 'employee'
      ? 'Their e-mail or company is one of our own.'
      : 'Their e-mail or company is that of a competitor.';
  const clears =
    'It ends when their CRM records name another employer, or an admin takes the domain off the list.';
  return { message, clears, opensAt: null };
}

function unreachable({ standing }: Circumstances): Closed | null {
  if (!standing.unreachable) return null;
  const message = 'Mail to every address of theirs comes back.';
  return { message, clears: 'It ends when a CRM record of theirs has an address that works.', opensAt: null };
}

function rest({ standing: { restUntil } }: Circumstances, now: number): Closed | null {
  if (restUntil === null || restUntil <= now) return null;
  const message = 'They were asked lately.';
  return { message, clears: `They rest until ${day(restUntil)}.`, opensAt: restUntil };
}

/** A serious problem that nobody has put right yet; after three months it is history. */
function escalation({ signals }: Circumstances, now: number): Closed | null {
  const raised = newest(signals, ['escalation'], now - ESCALATION_COUNTS);
  if (raised === null || newest(signals, ['recovery'], raised.occurredAt - 1) !== null) return null;
  const opensAt = raised.occurredAt + ESCALATION_COUNTS;
  const message = `An escalation of ${day(raised.occurredAt)} is open.`;
  return { message, clears: `It ends when the problem is put right, or on ${day(opensAt)}.`, opensAt };
}

/** While a company thinks of leaving, or has just bought less, a favour is the wrong thing to ask of anybody there. */
function renewalRisk({ account }: Circumstances, now: number): Closed | null {
  const raised = newest(account, ['churn_risk', 'downgrade'], now - RISK_COUNTS);
  if (raised === null || newest(account, ['renewal', 'expansion'], raised.occurredAt - 1) !== null)
    return null;
  const opensAt = raised.occurredAt + RISK_COUNTS;
  const what = raised.type === 'downgrade' ? 'bought less' : 'was at risk of leaving';
  const message = `Their company ${what} on ${day(raised.occurredAt)}.`;
  return { message, clears: `It ends when they renew or buy more, or on ${day(opensAt)}.`, opensAt };
}
