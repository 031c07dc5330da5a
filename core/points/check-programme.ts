import { ok, refuse, type Result } from '#core/problem.ts';
import { isCurrency } from '#core/reward/currency.ts';
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

/** The first thing wrong with a programme: the field, and what may stand there. */
class Fault extends Error {
  readonly field: string;

  constructor(field: string, message: string) {
    super(message);
    this.field = field;
  }
}

/** A programme as it can be kept. Fails with `invalid_input` naming the field, such as `tiers.1.qualify`. */
export function checkProgramme(claimed: unknown): Result<PointsProgramme> {
  try {
    return ok(readProgramme(claimed));
  } catch (error) {
    if (error instanceof Fault) return refuse('invalid_input', error.message, 'Correct it.', error.field);
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
    redemptionRate: redemptionRate === null ? null : readWhole(redemptionRate, 'redemptionRate', 0, ONCE),
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
    multiplier: readWhole(multiplier, `${place}.multiplier`, ONCE, 10 * ONCE),
    neverExpires,
  };
}

function readCost(claimed: unknown): PointsProgramme['cost'] {
  const { currency, amount, points } = readFields(claimed, ['currency', 'amount', 'points'], 'cost');
  if (typeof currency !== 'string' || !isCurrency(currency)) {
    throw new Fault('cost.currency', 'There is no such currency; a code is ISO 4217, such as USD.');
  }
  return {
    currency,
    amount: readWhole(amount, 'cost.amount', 0, 1_000_000_000),
    points: readWhole(points, 'cost.points', 1, 1_000_000),
  };
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

function isFields(claimed: unknown): claimed is Fields {
  return typeof claimed === 'object' && claimed !== null && !Array.isArray(claimed);
}

function readWhole(claimed: unknown, field: string, from: number, to: number): number {
  if (typeof claimed === 'number' && Number.isSafeInteger(claimed) && claimed >= from && claimed <= to) {
    return claimed;
  }
  throw new Fault(field, `This takes a whole number from ${from} to ${to}.`);
}

function readId(claimed: unknown, field: string): string {
  if (typeof claimed === 'string' && /^[a-z0-9][a-z0-9_-]{0,39}$/.test(claimed)) return claimed;
  throw new Fault(field, 'An id is 1 to 40 small letters and digits, with - and _ between.');
}

function readName(claimed: unknown, field: string): string {
  const name = typeof claimed === 'string' ? claimed.trim() : '';
  if (name !== '' && name.length <= 80) return name;
  throw new Fault(field, 'A name is 1 to 80 characters.');
}
