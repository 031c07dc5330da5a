import { isFields, isWhole, textOf, wrong } from '#core/claimed.ts';
import { ok, type Result } from '#core/problem.ts';
import { checkPolicyRule, REMEDY } from './check-rule.ts';
import type { Policy, PolicyRule } from './policy.ts';

const MOST_RULES = 50;
/** What each time may be, and of what. */
const TIMES = {
  remindAfterHours: { least: 1, most: 720, unit: 'hours' },
  escalateAfterHours: { least: 2, most: 1440, unit: 'hours' },
  expireAfterDays: { least: 1, most: 90, unit: 'days' },
} as const;
type Time = keyof typeof TIMES;

/**
 * A policy as it can be kept. Fails with `invalid_input` naming the field, such as `rules.0.bands.1.upTo`: for limits
 * that do not rise, no last band without a limit, or times out of order.
 */
export function checkPolicy(claimed: unknown): Result<Policy> {
  if (!isFields(claimed)) return wrong('policy', 'This is no policy.', REMEDY);
  const unknown = Object.keys(claimed).find((field) => field !== 'rules' && !Object.hasOwn(TIMES, field));
  if (unknown !== undefined) {
    return wrong('policy', `A policy has no ${textOf(unknown, 60) ?? 'such field'}.`, REMEDY);
  }
  const rules = checkRules(claimed['rules']);
  if (!rules.ok) return rules;
  const times = checkTimes(claimed);
  return times.ok ? ok({ rules: rules.value, ...times.value }) : times;
}

function checkRules(claimed: unknown): Result<PolicyRule[]> {
  if (!Array.isArray(claimed) || claimed.length > MOST_RULES) {
    return wrong('rules', `A policy has at most ${MOST_RULES} rules.`, REMEDY);
  }
  const rules: PolicyRule[] = [];
  for (const [place, each] of claimed.entries()) {
    const rule = checkPolicyRule(each, `rules.${place}`);
    if (!rule.ok) return rule;
    rules.push(rule.value);
  }
  return ok(rules);
}

function checkTimes(claimed: Record<string, unknown>): Result<Pick<Policy, Time>> {
  const { remindAfterHours: remind, escalateAfterHours: escalate, expireAfterDays: expire } = claimed;
  if (!isTime(remind, 'remindAfterHours')) return noTime('remindAfterHours');
  if (!isTime(escalate, 'escalateAfterHours')) return noTime('escalateAfterHours');
  if (!isTime(expire, 'expireAfterDays')) return noTime('expireAfterDays');
  if (escalate <= remind) {
    return wrong('escalateAfterHours', 'A reminder must come before it is escalated.', REMEDY);
  }
  if (expire * 24 <= escalate)
    return wrong('expireAfterDays', 'It would expire before it is escalated.', REMEDY);
  return ok({ remindAfterHours: remind, escalateAfterHours: escalate, expireAfterDays: expire });
}

function isTime(claimed: unknown, field: Time): claimed is number {
  return isWhole(claimed, TIMES[field].least, TIMES[field].most);
}

function noTime(field: Time): Result<never> {
  const { least, most, unit } = TIMES[field];
  return wrong(field, `This is no number of ${unit} from ${least} to ${most}.`, REMEDY);
}
