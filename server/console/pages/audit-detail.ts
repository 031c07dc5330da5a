import { FRAUD_RULES } from '#core/fraud/rule.ts';
import type { PointsProgramme } from '#core/points/programme.ts';
import { formatTime } from '#server/console/parts/ago.ts';
import { moneyText } from '#server/console/parts/money.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import type { AuditEntry } from '#server/workspace/trail/note.ts';
import { expiryWords, limitWords } from './points/words.ts';

const REFUSALS: Record<string, string> = {
  budget_exceeded: 'over the budget',
  forbidden: 'not allowed',
  invalid_input: 'not valid',
  key_conflict: 'something else is there',
  self_approval: 'their own reward',
  user_left: 'they left',
};

/** What an entry of the trail says beside who, what and about whom, in words. */
export function detailWords({ action, detail }: Pick<AuditEntry, 'action' | 'detail'>): string {
  if (action.endsWith('_refused')) return refusalWords(detail);
  if (action.startsWith('fraud.')) return fraudWords(detail);
  if (action === 'points.created' || action === 'points.changed') return programmeWords(detail);
  if (detail.startsWith('{')) return fieldsWords(detail);
  const [, number = '', rest = ''] = /^(-?\d+)(?: (\S+))?$/.exec(detail) ?? [];
  if (action === 'person.snoozed' && number !== '') return `until ${formatTime(Number(number))}`;
  if (action.startsWith('budget.') && /^[A-Z]{3}$/.test(rest)) return moneyText(Number(number), rest);
  if (action.startsWith('points.') && rest !== '') return moneyText(Number(number), `points:${rest}`);
  if (action === 'member.role') return detail.replaceAll(/\b\w+\b/g, roleOf);
  if (action === 'member.joined') return 'Found in Slack by their e-mail or by hand';
  return action.startsWith('channel.') ? `#${detail}` : detail;
}

/** `budget_exceeded: amount; asked 5000 USD`: what was asked, why it was refused, and at which field. */
function refusalWords(detail: string): string {
  const [, code = '', field = '', asked = ''] = /^(\w+)(?:: ([\w.]+))?(?:; asked (.+))?$/.exec(detail) ?? [];
  if (code === '') return detail;
  const why = Object.hasOwn(REFUSALS, code) ? REFUSALS[code] : code.replaceAll('_', ' ');
  const where = field === '' ? '' : ` (${field.replaceAll('_', ' ')})`;
  return asked === '' ? `Refused: ${why}${where}` : `Asked for ${askedWords(asked)}. Refused: ${why}${where}`;
}

function askedWords(asked: string): string {
  return asked.replace(/(\d+) ([A-Z]{3})\b/, (_, amount: string, currency: string) =>
    moneyText(Number(amount), currency),
  );
}

/** `velocity: six in a week`: the rule by its label. */
function fraudWords(detail: string): string {
  const [, code = '', rest = ''] = /^(\w+)(?:: (.*))?$/s.exec(detail) ?? [];
  if (!Object.hasOwn(FRAUD_RULES, code)) return fieldsWords(detail);
  const { label } = FRAUD_RULES[code as keyof typeof FRAUD_RULES];
  return rest === '' ? label : `${label}: ${rest}`;
}

function programmeWords(detail: string): string {
  const told = parsed(detail) as PointsProgramme | null;
  if (told === null) return detail;
  const tiers = told.tiers?.map(({ name }) => name).join(', ');
  return [
    told.name,
    told.expiry === undefined ? '' : expiryWords(told),
    limitWords(told) ?? '',
    tiers ? `tiers ${tiers}` : '',
  ]
    .filter((word) => word !== '')
    .join('; ');
}

/** A kept definition as `same domain: off; velocity days: 30`. */
function fieldsWords(detail: string): string {
  const told = parsed(detail);
  return told === null ? detail : flat(told, '').join('; ');
}

function flat(value: unknown, name: string): string[] {
  if (value === null || value === '') return [];
  if (typeof value === 'string') return [`${name}: ${value.replaceAll('_', ' ')}`];
  if (typeof value !== 'object') return [`${name}: ${JSON.stringify(value)}`];
  return Object.entries(value).flatMap(([key, each]) => {
    const words = Array.isArray(value)
      ? ''
      : key.replaceAll('_', ' ').replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
    return flat(each, `${name} ${words}`.trim());
  });
}

/** Null where it is no object, as where it was cut off. */
function parsed(text: string): object | null {
  try {
    const told: unknown = JSON.parse(text);
    return typeof told === 'object' ? told : null;
  } catch {
    return null;
  }
}

function roleOf(word: string): string {
  return Object.hasOwn(ROLE_WORDS, word) ? ROLE_WORDS[word as keyof typeof ROLE_WORDS] : word;
}
