import { countText } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { FRAUD_RULES, SEVERITIES, type Severity } from './rule.ts';

/** The rules that can be switched off for everybody; `self` never can, and shared domains are up to each programme. */
export const SWITCHED = ['velocity', 'duplicate_person', 'disposable_email', 'insider'] as const;
export type SwitchedCode = (typeof SWITCHED)[number];

/** How many rewards within `days` are usual; one more is looked at. */
export interface Velocity {
  days: number;
  perPerson: number;
  perProposer: number;
  perAccount: number;
}

export interface FraudSettings {
  rules: Record<SwitchedCode, Severity>;
  /** By programme; one that is not named holds. */
  sameDomain: Record<string, Severity>;
  velocity: Velocity;
}

export const DEFAULT_SETTINGS: FraudSettings = {
  rules: {
    velocity: FRAUD_RULES.velocity.severity,
    duplicate_person: FRAUD_RULES.duplicate_person.severity,
    disposable_email: FRAUD_RULES.disposable_email.severity,
    insider: FRAUD_RULES.insider.severity,
  },
  sameDomain: {},
  velocity: { days: 7, perPerson: 3, perProposer: 20, perAccount: 10 },
};

/** What a shared domain does in a programme. */
export function sameDomainIn({ sameDomain }: FraudSettings, programme: string): Severity {
  return Object.hasOwn(sameDomain, programme)
    ? sameDomain[programme]!
    : FRAUD_RULES.same_household_or_domain.severity;
}

const MOST: Velocity = { days: 365, perPerson: 1000, perProposer: 10_000, perAccount: 10_000 };
const MOST_PROGRAMMES = 200;
const PROGRAMME = /^[a-z0-9][a-z0-9_-]{0,39}$/;

/** Settings as they come from outside: the same shape, any texts and numbers. */
export interface ClaimedSettings {
  rules: Record<string, string>;
  sameDomain: Record<string, string>;
  velocity: Record<string, number>;
}

/** Settings as they can be kept. Fails with `invalid_input` naming the field, such as `velocity.days`. */
export function checkSettings(claimed: ClaimedSettings): Result<FraudSettings> {
  const rules = checkRules(claimed.rules);
  if (!rules.ok) return rules;
  const sameDomain = checkProgrammes(claimed.sameDomain);
  if (!sameDomain.ok) return sameDomain;
  const velocity = checkVelocity(claimed.velocity);
  if (!velocity.ok) return velocity;
  return ok({ rules: rules.value, sameDomain: sameDomain.value, velocity: velocity.value });
}

function checkRules(claimed: Record<string, string>): Result<FraudSettings['rules']> {
  const rules = { ...DEFAULT_SETTINGS.rules };
  for (const [code, severity] of Object.entries(claimed)) {
    const known = SWITCHED.find((each) => each === code);
    if (known === undefined) {
      return wrong(
        `rules.${shown(code)}`,
        'No such rule can be switched.',
        `Name one of ${SWITCHED.join(', ')}.`,
      );
    }
    const read = severityOf(severity);
    if (read === null) return noSeverity(`rules.${known}`);
    rules[known] = read;
  }
  return ok(rules);
}

function checkProgrammes(claimed: Record<string, string>): Result<FraudSettings['sameDomain']> {
  const entries = Object.entries(claimed);
  if (entries.length > MOST_PROGRAMMES) {
    return wrong('sameDomain', 'These are too many programmes.', `Name at most ${MOST_PROGRAMMES}.`);
  }
  const kept: [string, Severity][] = [];
  for (const [programme, severity] of entries) {
    const field = `sameDomain.${shown(programme)}`;
    if (!PROGRAMME.test(programme)) {
      return wrong(
        field,
        'There is no such programme.',
        'Use small letters, digits, - and _, such as general.',
      );
    }
    const read = severityOf(severity);
    if (read === null) return noSeverity(field);
    kept.push([programme, read]);
  }
  return ok(Object.fromEntries(kept));
}

function checkVelocity(claimed: Record<string, number>): Result<Velocity> {
  const velocity = { ...DEFAULT_SETTINGS.velocity };
  for (const [name, amount] of Object.entries(claimed)) {
    const field = `velocity.${shown(name)}`;
    if (!isLimit(name)) {
      return wrong(field, 'There is no such limit.', `Name one of ${Object.keys(MOST).join(', ')}.`);
    }
    if (!Number.isSafeInteger(amount) || amount < 1 || amount > MOST[name]) {
      return wrong(
        field,
        'This cannot be the limit.',
        `Use a whole number from 1 to ${countText(MOST[name])}.`,
      );
    }
    velocity[name] = amount;
  }
  return ok(velocity);
}

function isLimit(name: string): name is keyof Velocity {
  return Object.hasOwn(MOST, name);
}

function severityOf(text: string): Severity | null {
  return SEVERITIES.find((each) => each === text) ?? null;
}

function noSeverity(field: string): Result<never> {
  return wrong(field, 'A rule either holds a reward or is off.', `Send ${SEVERITIES.join(' or ')}.`);
}

function shown(name: string): string {
  return name.toWellFormed().slice(0, 80);
}

function wrong(field: string, message: string, remedy: string): Result<never> {
  return refuse('invalid_input', message, remedy, field);
}
