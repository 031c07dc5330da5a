import {
  emptyBatch,
  type CrmBatch,
  type CrmCompany,
  type CrmContact,
  type CrmDeal,
  type CrmSignal,
} from '#core/crm/crm.ts';
import { SIGNALS, type SignalType } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import { between, pick, type Random } from '#test/sandbox/random.ts';

export interface Contact {
  name: string;
  email: string;
  optedOut: boolean;
  bounced: boolean;
  companyId: string | null;
  modifiedAt: number;
  signals: Map<string, CrmSignal>;
  absorbed: string[];
  inBin: boolean;
}

/** Every employer there is; both CRMs call them the same. */
const COMPANIES: CrmCompany[] = ['a', 'b', 'c'].map((id) => ({
  id,
  name: `Employer ${id}`,
  domain: null,
  industry: null,
  url: `https://crm.test/company/${id}`,
  modifiedAt: 1,
}));

const TYPES: SignalType[] = [
  'nps',
  'csat',
  'usage',
  'reference_call',
  'review',
  'referral',
  'renewal',
  'bad_reference',
  'defence',
];

/** The truth in a CRM: people who change, merge, leave, come back and are forgotten. */
export class Portal {
  readonly contacts = new Map<string, Contact>();
  readonly deals = new Map<string, CrmDeal>();
  /** Ids that will never be a contact again. */
  readonly gone = new Set<string>();
  readonly erased = new Set<string>();
  /** The other CRM of the company, which knows many of the same people. */
  neighbour: Portal | null = null;
  readonly #random: Random;
  readonly #prefix: string;
  #ids = 0;

  constructor(random: Random, prefix: string) {
    this.#random = random;
    this.#prefix = prefix;
  }

  /** What becomes one here: duplicates, or leads their contact. */
  get why(): 'merged' | 'converted' {
    return this.#prefix === '' ? 'merged' : 'converted';
  }

  create(now: number): string {
    const id = `${this.#prefix}${(this.#ids += 1)}`;
    const contact = {
      name: `Human ${id} a`,
      email: `p${id}@acme.test`,
      optedOut: this.#random() < 0.1,
      bounced: false,
      companyId: 'a',
      modifiedAt: now,
      signals: new Map(),
      absorbed: [],
      inBin: false,
    };
    this.contacts.set(id, contact);
    // Half of them have been speaking well of us for a while.
    if (this.#random() < 0.5) {
      for (const type of ['nps', 'reference_call', 'review'] as const) this.#say(id, type, now - 40 * DAY, 9);
    }
    this.#meet(id, 0.6);
    return id;
  }

  /** Often the other CRM has the address too, and knows some of the same facts, written down at another hour. */
  #meet(id: string, chance: number): void {
    const contact = this.contacts.get(id);
    const others = this.neighbour?.live() ?? [];
    if (contact === undefined || others.length === 0 || this.#random() >= chance) return;
    const other = this.neighbour?.contacts.get(pick(this.#random, others));
    if (other === undefined) return;
    contact.email = other.email;
    for (const { type, occurredAt, value } of other.signals.values()) {
      if (this.#random() < 0.5) this.#say(id, type, sameDay(occurredAt), value ?? 0);
    }
  }

  /** Another address: their own, that of somebody in the other CRM, one anybody has, or one mail comes back from. */
  readdress(id: string, now: number): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    const roll = this.#random();
    contact.modifiedAt = now;
    contact.bounced = roll < 0.1;
    if (roll < 0.5) this.#meet(id, 1);
    else contact.email = pick(this.#random, [`p${id}@acme.test`, 'somebody@gmail.com', 'info@acme.test']);
  }

  /** They no longer want to be written to, or do again. */
  wish(id: string, now: number): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    contact.optedOut = this.#random() < 0.6;
    contact.modifiedAt = now;
  }

  /** Ids of the contacts that can be found. */
  live(): string[] {
    return [...this.contacts].flatMap(([id, contact]) => (contact.inBin ? [] : [id]));
  }

  /** Somebody acts, answers, or has an answer corrected. */
  change(id: string, now: number): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    const random = this.#random;
    contact.modifiedAt = now;
    const type = pick(random, TYPES);
    const { range } = SIGNALS[type];
    const day = now - between(random, 0, 40) * DAY;
    const known = contact.signals.get(type);
    const occurredAt = known !== undefined && random() < 0.4 ? known.occurredAt : day;
    const low = range === null ? 0 : range.min + (range.max - range.min) * (random() < 0.7 ? 0.8 : 0);
    const value = range === null ? 0 : between(random, Math.round(low), range.max);
    this.#say(id, type, occurredAt, value);
  }

  /** A property holds one value: the next answer takes the place of the last. */
  #say(id: string, type: SignalType, occurredAt: number, answer: number): void {
    const { range } = SIGNALS[type];
    const value = range === null ? null : Math.min(range.max, Math.max(range.min, answer));
    const source = `contact ${id}: ${type}`;
    const key = `${source} ${occurredAt} ${value}`;
    this.contacts.get(id)?.signals.set(type, { key, type, occurredAt, value, source });
  }

  rename(id: string, now: number): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    const letter = pick(this.#random, ['b', 'c', 'd']);
    contact.name = `Human ${id} ${letter}`;
    // A new name often comes with a new employer, and so do mistakes.
    contact.companyId = letter === 'd' ? null : letter;
    contact.modifiedAt = now;
  }

  merge(from: string, into: string, now: number): void {
    const loser = this.contacts.get(from);
    const survivor = this.contacts.get(into);
    if (loser === undefined || survivor === undefined || from === into) return;
    survivor.absorbed.push(from, ...loser.absorbed);
    survivor.modifiedAt = now;
    this.contacts.delete(from);
    this.gone.add(from);
    for (const deal of this.deals.values()) {
      deal.contactIds = [...new Set(deal.contactIds.map((id) => (id === from ? into : id)))];
    }
  }

  setBin(id: string, inBin: boolean, now: number): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    contact.inBin = inBin;
    contact.modifiedAt = now;
  }

  erase(id: string): void {
    const contact = this.contacts.get(id);
    if (contact === undefined) return;
    this.contacts.delete(id);
    for (const each of [id, ...contact.absorbed]) {
      this.gone.add(each);
      this.erased.add(each);
    }
    for (const deal of this.deals.values()) deal.contactIds = deal.contactIds.filter((other) => other !== id);
  }

  changeDeal(now: number): string {
    const random = this.#random;
    const id = `${this.#prefix}${between(random, 1, 3)}`;
    const outcome = pick(random, ['open', 'won', 'won', 'lost'] as const);
    const contactIds = this.live().filter(() => random() < 0.4);
    const closedAt = outcome === 'open' ? null : now - (between(random, -1, 120) * DAY) / 2;
    const url = `https://crm.test/deal/${id}`;
    const named = { id, name: `Deal ${id}`, stage: outcome, outcome, url };
    const deal = {
      ...named,
      amount: 5,
      currency: 'USD',
      closedAt,
      companyId: null,
      contactIds,
      modifiedAt: now,
    };
    this.deals.set(id, deal);
    return id;
  }

  dropDeal(): string {
    const id = `${this.#prefix}${between(this.#random, 1, 3)}`;
    this.deals.delete(id);
    return id;
  }

  /** What reading a contact by id tells now. */
  readContact(id: string): CrmBatch {
    const contact = this.contacts.get(id);
    // The page of who absorbed it tells of that.
    if (this.#absorber(id)?.inBin === false) return emptyBatch();
    if (contact === undefined || contact.inBin) {
      return { ...emptyBatch(), removals: [{ kind: 'contact', id, erased: this.erased.has(id) }] };
    }
    const merges =
      contact.absorbed.length > 0 ? [{ from: [...contact.absorbed], into: id, why: this.why }] : [];
    return { ...emptyBatch(), companies: COMPANIES, contacts: [this.#page(id, contact)], merges };
  }

  readDeal(id: string): CrmBatch {
    const deal = this.deals.get(id);
    if (deal === undefined) return { ...emptyBatch(), removals: [{ kind: 'deal', id, erased: false }] };
    return { ...emptyBatch(), deals: [{ ...deal, contactIds: [...deal.contactIds] }] };
  }

  #absorber(id: string): Contact | undefined {
    return [...this.contacts.values()].find((contact) => contact.absorbed.includes(id));
  }

  #page(id: string, contact: Contact): CrmContact {
    return {
      id,
      email: contact.email,
      name: contact.name,
      title: null,
      optedOut: contact.optedOut,
      emailBounced: contact.bounced,
      companyId: contact.companyId,
      ownerId: null,
      url: `https://crm.test/contact/${id}`,
      createdAt: null,
      modifiedAt: contact.modifiedAt,
      signals: [...contact.signals.values()],
    };
  }
}

/** An earlier hour of the same day. */
function sameDay(at: number): number {
  return Math.floor(at / DAY) * DAY + Math.floor((at % DAY) / 2);
}
