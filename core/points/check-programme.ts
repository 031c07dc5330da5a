import { countText, isFields, isWhole, noText, textOf } from '#core/claimed.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency, NAME_A_CURRENCY, rangeText } from '#core/reward/currency.ts';
import { MAX_POINTS, ONCE, type PointsExpiry, type PointsProgramme, type PointsTier } from './programme.ts';

type Fields = Record<string, unknown>;

const FIELDS = [
  'id',
  'name',
  'expiry',
  'holdDays',
  'dayCap',
  'monthCap',
  'tiers',
  'noticeDays',
  'cost',
  'redemptionRate',
];
const TIER_FIELDS = ['id', 'name', 'qualify', 'multiplier', 'neverExpires'];
const MAX_DAYS = 3650;
const MAX_TIERS = 10;
const MAX_NAME = 80;
const MAX_COST = 1_000_000_000;
/** What a field is called where it is refused, by the last part of its name. */
const WHAT: Record<string, string> = {
  days: 'The days until points end',
  holdDays: 'The days points are locked',
  dayCap: 'The limit of a day',
  monthCap: 'The limit of a month',
  noticeDays: 'The days of notice',
  qualify: 'The points of a tier',
  multiplier: 'The rate of a tier',
  points: 'The number of points that cost it',
  redemptionRate: 'The share that is spent',
};

/** The first thing wrong with a programme: the field, and what may stand there. */
class Fault extends Error {
  readonly field: string;
  readonly remedy: string;

  constructor(field: string, message: string, remedy = 'Correct it.') {
    super(message);
    this.field = field;
    this.remedy = remedy;
  }
}

/** A programme as it can be kept. Fails with `invalid_input` naming the field, such as `tiers.1.qualify`. */
export function checkProgramme(claimed: unknown): Result<PointsProgramme> {
  try {
    return ok(readProgramme(claimed));
  } catch (error) {
    if (error instanceof Fault) return refuse('invalid_input', error.message, error.remedy, error.field);
    throw error;
  }
}

function readProgramme(claimed: unknown): PointsProgramme {
  const fields = readFields(claimed, FIELDS, '');
  const { expiry, dayCap, monthCap, redemptionRate } = fields;
  const holdDays = readWhole(fields['holdDays'], 'holdDays', 0, 365);
  const kept = readExpiry(expiry);
  if (kept.kind !== 'none' && kept.days <= holdDays) {
    throw new Fault('expiry.days', 'Points would end before anybody may spend them.');
  }
  return {
    id: readId(fields['id'], 'id'),
    name: readName(fields['name'], 'name'),
    expiry: kept,
    holdDays,
    dayCap: dayCap === null ? null : readWhole(dayCap, 'dayCap', 1, MAX_POINTS),
    monthCap: monthCap === null ? null : readWhole(monthCap, 'monthCap', 1, MAX_POINTS),
    tiers: readTiers(fields['tiers']),
    noticeDays: readWhole(fields['noticeDays'], 'noticeDays', 0, 180),
    cost: readCost(fields['cost']),
    redemptionRate:
      redemptionRate === null
        ? null
        : readRate(redemptionRate, 'redemptionRate', { least: 0, most: ONCE, as: '0 to 100 percent' }),
  };
}

function readExpiry(claimed: unknown): PointsExpiry {
  const { kind, days } = readFields(claimed, ['kind', 'days'], 'expiry');
  if (kind === 'none') return { kind };
  if (kind !== 'fixed' && kind !== 'inactivity') {
    throw new Fault('expiry.kind', 'Points end by the policy none, fixed or inactivity.');
  }
  return { kind, days: readWhole(days, 'expiry.days', 1, MAX_DAYS) };
}

function readTiers(claimed: unknown): PointsTier[] {
  if (!Array.isArray(claimed) || claimed.length > MAX_TIERS) {
    throw new Fault('tiers', `Tiers are a list of at most ${MAX_TIERS}.`);
  }
  const tiers = claimed.map((each: unknown, place) => readTier(each, `tiers.${place}`));
  for (const [place, { id, qualify }] of tiers.entries()) {
    const below = tiers[place - 1];
    if (below === undefined && qualify !== 0) {
      throw new Fault('tiers.0.qualify', 'The first tier is where everybody begins: it asks for 0 points.');
    }
    if (below !== undefined && qualify <= below.qualify) {
      throw new Fault(`tiers.${place}.qualify`, 'Each tier asks for more points than the one below.');
    }
    if (tiers.findIndex((other) => other.id === id) < place) {
      throw new Fault(`tiers.${place}.id`, 'Two tiers have one id.');
    }
  }
  return tiers;
}

function readTier(claimed: unknown, place: string): PointsTier {
  const { id, name, qualify, multiplier, neverExpires } = readFields(claimed, TIER_FIELDS, place);
  if (typeof neverExpires !== 'boolean') {
    throw new Fault(`${place}.neverExpires`, 'Whether points never expire is true or false.');
  }
  return {
    id: readId(id, `${place}.id`),
    name: readName(name, `${place}.name`),
    qualify: readWhole(qualify, `${place}.qualify`, 0, MAX_POINTS),
    multiplier: readRate(multiplier, `${place}.multiplier`, {
      least: ONCE,
      most: 10 * ONCE,
      as: '1 to 10 times',
    }),
    neverExpires,
  };
}

function readCost(claimed: unknown): PointsProgramme['cost'] {
  const { currency, amount, points } = readFields(claimed, ['currency', 'amount', 'points'], 'cost');
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    throw new Fault('cost.currency', 'There is no such currency.', NAME_A_CURRENCY);
  }
  if (!isWhole(amount, 0, MAX_COST)) {
    const remedy = `Use an amount ${rangeText(0, MAX_COST, currency)}.`;
    throw new Fault('cost.amount', 'This cannot be what points cost.', remedy);
  }
  return {
    currency,
    amount,
    points: readWhole(points, 'cost.points', 1, 1_000_000),
  };
}

/** A rate in basis points, which people write as `as`. */
function readRate(
  claimed: unknown,
  field: string,
  { least, most, as }: { least: number; most: number; as: string },
): number {
  if (isWhole(claimed, least, most)) return claimed;
  throw new Fault(field, `${WHAT[field.replace(/^.*\./, '')]} cannot be that.`, `Use ${as}.`);
}

function readFields(claimed: unknown, known: string[], place: string): Fields {
  if (!isFields(claimed)) {
    throw new Fault(place, `This is no object of ${known.join(', ')}.`);
  }
  const strange = Object.keys(claimed).find((field) => !known.includes(field));
  if (strange !== undefined) {
    throw new Fault(place === '' ? strange : `${place}.${strange}`, 'There is no such field.');
  }
  return claimed;
}

function readWhole(claimed: unknown, field: string, from: number, to: number): number {
  if (isWhole(claimed, from, to)) return claimed;
  const remedy = `Use a whole number from ${countText(from)} to ${countText(to)}.`;
  throw new Fault(field, `${WHAT[field.replace(/^.*\./, '')]} cannot be that.`, remedy);
}

function readId(claimed: unknown, field: string): string {
  if (typeof claimed === 'string' && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(claimed)) return claimed;
  throw new Fault(field, 'An id is 1 to 40 small letters and digits, with - and _ between.');
}

function readName(claimed: unknown, field: string): string {
  const name = textOf(claimed, MAX_NAME) ?? '';
  if (name !== '') return name;
  const { message, remedy } = noText(field, 'The name', claimed, MAX_NAME).problem;
  throw new Fault(field, message, remedy);
}
