import type { SeedRecord } from '../hubspot/record.ts';
import { between, pick, seeded, type Random } from '../random.ts';
import { companyAt } from './company.ts';
import { DAY_MS, HISTORY_DAYS, type World } from './world.ts';

const OPEN_STAGES = [
  'appointmentscheduled',
  'qualifiedtobuy',
  'presentationscheduled',
  'decisionmakerboughtin',
  'contractsent',
];
/** Roughly what one dollar is worth, to keep amounts plausible; currencies not named count as one. */
const RATES: Record<string, number> = {
  JPY: 150,
  KRW: 1350,
  INR: 83,
  VND: 25_000,
  THB: 36,
  MXN: 18,
  SEK: 10,
  NOK: 10,
  DKK: 7,
  CZK: 23,
  PLN: 4,
  TRY: 32,
  KWD: 0.31,
  NGN: 1500,
  KES: 130,
  BRL: 5,
  CNY: 7,
  NPR: 133,
  AED: 3.7,
  ILS: 3.7,
};
const WHOLE_CURRENCIES = new Set(['JPY', 'KRW', 'VND']);

/** Which company deal `index` is with. */
export function dealCompany(world: World, index: number): number {
  const random = seeded(`${world.seed}:deal-company:${index}`);
  return Math.min(world.companies - 1, Math.floor(random() ** 1.4 * world.companies));
}

/** Deal `index` as its CRM record. */
export function dealRecord(world: World, index: number, deals: number): SeedRecord {
  const random = seeded(`${world.seed}:deal:${index}`);
  const company = companyAt(world, dealCompany(world, index));
  const createdAt = Math.floor(world.now - DAY_MS - (1 - (index + random()) / deals) * HISTORY_DAYS * DAY_MS);
  const days = between(random, 14, 160);
  const closeAt = createdAt + days * DAY_MS;
  const stage = stageOf(random, closeAt > world.now);
  const { currency } = company.country;
  const properties: Record<string, string> = {
    dealname: `${company.name} - ${nameOf(random, closeAt)}`,
    dealstage: stage,
    pipeline: 'default',
    deal_currency_code: currency,
    hubspot_owner_id: company.owner,
    hs_is_closed: String(stage === 'closedwon' || stage === 'closedlost'),
    hs_is_closed_won: String(stage === 'closedwon'),
    closedate: new Date(closeAt).toISOString(),
  };
  const amount = amountOf(random, currency);
  if (random() > 0.05) properties['amount'] = amount;
  if (random() < 0.02) delete properties['closedate'];
  return {
    properties,
    createdAt,
    modifiedAt: Math.max(createdAt, Math.min(closeAt, world.now - 60_000 - between(random, 0, 20) * DAY_MS)),
  };
}

function stageOf(random: Random, open: boolean): string {
  if (open) return pick(random, OPEN_STAGES);
  return random() < 0.62 ? 'closedwon' : 'closedlost';
}

function nameOf(random: Random, closeAt: number): string {
  const year = new Date(closeAt).getUTCFullYear();
  return pick(random, [
    `Renewal ${year}`,
    'New business',
    'Expansion',
    `${between(random, 2, 40) * 5} seats`,
    'Pilot',
  ]);
}

function amountOf(random: Random, currency: string): string {
  const dollars = 900 * Math.exp(random() * 5.2);
  const amount = dollars * (RATES[currency] ?? 1);
  return WHOLE_CURRENCIES.has(currency)
    ? String(Math.round(amount / 100) * 100)
    : (Math.round(amount * 100) / 100).toFixed(2);
}
