import { ONCE, type PointsProgramme } from '#core/points/programme.ts';
import { minorDigits, isCurrency } from '#core/reward/currency.ts';
import { checkProgramme } from '#core/points/check-programme.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { faultsIn, inRow } from './faults.ts';

type Values = Record<string, string>;

const MAX_TIERS = 10;

/** What a programme puts into the fields of its form. */
export function valuesOf(programme: PointsProgramme): Values {
  const { expiry, tiers, cost, dayCap, monthCap, redemptionRate } = programme;
  const values: Values = {
    id: programme.id,
    name: programme.name,
    'expiry.kind': expiry.kind,
    'expiry.days': expiry.kind === 'none' ? '' : String(expiry.days),
    holdDays: String(programme.holdDays),
    dayCap: dayCap === null ? '' : String(dayCap),
    monthCap: monthCap === null ? '' : String(monthCap),
    noticeDays: String(programme.noticeDays),
    'cost.points': String(cost.points),
    'cost.amount': (cost.amount / 10 ** minorDigits(cost.currency)).toFixed(minorDigits(cost.currency)),
    'cost.currency': cost.currency,
    redemptionRate: redemptionRate === null ? '' : String(redemptionRate / 100),
  };
  for (const [place, tier] of tiers.entries()) {
    values[`tiers.${place}.id`] = tier.id;
    values[`tiers.${place}.name`] = tier.name;
    values[`tiers.${place}.qualify`] = String(tier.qualify);
    values[`tiers.${place}.multiplier`] = String(tier.multiplier / ONCE);
    values[`tiers.${place}.neverExpires`] = tier.neverExpires ? 'yes' : 'no';
  }
  return values;
}

/** How many rows of tiers a form shows: those in use and two to spare. */
export function tierRows(values: Values): number {
  const used = usedTiers(values).at(-1);
  return Math.min(MAX_TIERS, (used ?? 0) + 3);
}

/** A programme as it was typed, for core to check. Fails with `invalid_input` for what is no number. */
export function readProgramme(values: Values): Result<unknown> {
  const kind = values['expiry.kind'] ?? '';
  const currency = (values['cost.currency'] ?? '').trim().toUpperCase();
  const amount = readAmount(values['cost.amount'] ?? '', isCurrency(currency) ? currency : '');
  if (!amount.ok)
    return refuse(
      'invalid_input',
      amount.problem.message,
      amount.problem.remedy,
      `cost.${amount.problem.field ?? ''}`,
    );
  const tiers = [];
  for (let place = 0; place < MAX_TIERS; place += 1) {
    const name = nameAt(values, place);
    if (name === '') continue;
    const kept = values[`tiers.${place}.id`] ?? '';
    tiers.push({
      id: kept === '' ? idFrom(name) || `tier-${place + 1}` : kept,
      name,
      qualify: whole(values[`tiers.${place}.qualify`]),
      multiplier: scaled((values[`tiers.${place}.multiplier`] ?? '').replace(/[×x]$/, ''), ONCE) ?? ONCE,
      neverExpires: values[`tiers.${place}.neverExpires`] === 'yes',
    });
  }
  return ok({
    id: (values['id'] ?? '').trim(),
    name: values['name'] ?? '',
    expiry: kind === 'none' ? { kind } : { kind, days: whole(values['expiry.days']) },
    holdDays: whole(values['holdDays']),
    dayCap: orNull(values['dayCap']),
    monthCap: orNull(values['monthCap']),
    tiers,
    noticeDays: whole(values['noticeDays']),
    cost: { currency, amount: amount.value, points: whole(values['cost.points']) },
    redemptionRate: scaled(values['redemptionRate'] ?? '', 100),
  });
}

/** The rows of tiers that have a name. */
function usedTiers(values: Values): number[] {
  return Array.from({ length: MAX_TIERS }, (_, place) => place).filter(
    (place) => nameAt(values, place) !== '',
  );
}

/** Everything that is wrong with a programme as it was typed; the id of a tier is told at its name. */
export function programmeFaults(values: Values): Problem[] {
  const check = (typed: Values): Result<unknown> => {
    const read = readProgramme(typed);
    const checked = read.ok ? checkProgramme(read.value) : read;
    if (checked.ok) return checked;
    const problem = inRow(checked.problem, 'tiers', usedTiers(typed));
    const row = /^tiers\.(\d+)\.id$/.exec(problem.field ?? '')?.[1];
    return row === undefined
      ? { ok: false, problem }
      : refuse('invalid_input', 'Two tiers have one name.', 'Choose another.', `tiers.${row}.name`);
  };
  return faultsIn(values, check, passing);
}

const PASSING: Values = {
  id: 'points',
  name: 'Points',
  'expiry.kind': 'none',
  'expiry.days': '3650',
  holdDays: '0',
  noticeDays: '0',
  'cost.points': '1',
  'cost.amount': '1',
  'cost.currency': 'USD',
};

/** What would pass in a field, the rest of the form being as it is. */
function passing(field: string, values: Values): Values {
  const [, row, part] = /^tiers\.(\d+)\.(\w+)$/.exec(field) ?? [];
  if (row === undefined || part === undefined) return { [field]: PASSING[field] ?? '' };
  const place = Number(row);
  if (part === 'name') return { [field]: `Tier ${place + 1}`, [`tiers.${place}.id`]: `passing-${place}` };
  const lower = usedTiers(values).findLast((each) => each < place);
  const below = lower === undefined ? -1 : whole(values[`tiers.${lower}.qualify`]);
  return { [field]: part === 'qualify' ? String(below + 1) : '' };
}

function nameAt(values: Values, place: number): string {
  return values[`tiers.${place}.name`]?.trim() ?? '';
}

/** `Gold & up` as an id: `gold-up`. */
function idFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-');
  return plain.replaceAll(/^-+|-+$/g, '').slice(0, 40);
}

/** A number as typed, thousands apart or not; not a number where it is none. */
function whole(text: string | undefined): number {
  const plain = (text ?? '').replaceAll(/[,\s]/g, '');
  return /^\d+$/.test(plain) ? Number(plain) : Number.NaN;
}

function orNull(text: string | undefined): number | null {
  return (text ?? '').trim() === '' ? null : whole(text);
}

/** A decimal number times `by`, to the nearest whole; null where nothing is typed. */
function scaled(text: string, by: number): number | null {
  const plain = text.trim();
  if (plain === '') return null;
  return /^\d+(\.\d+)?$/.test(plain) ? Math.round(Number(plain) * by) : Number.NaN;
}
