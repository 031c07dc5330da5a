import type { Result } from '#core/problem.ts';
import type { RewardProposal } from '#core/reward/reward.ts';
import { SIGNALS, SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { DAY } from '#core/time.ts';
import type { SignalReport } from '#server/workspace/scoring/signals.ts';
import { between, pick, type Random } from '#test/sandbox/random.ts';
import type { Disk } from './disk.ts';
import type { Oblivion } from './oblivion.ts';
import type { Office } from './office.ts';

/** A decision somebody was told had been taken. */
export interface Promised {
  rewardId: string;
  by: string;
  decision: 'approve' | 'decline';
}

export interface Press extends Promised {
  key: string;
}

export type PressVerb = (office: Office, press: Press) => Result<unknown>;

/** What a manager's press does: the verb as Slack reaches it. */
export function pressInSlack(office: Office, { key, rewardId, by, decision }: Press): Result<unknown> {
  return office.slack.decide(
    { id: by, name: by },
    { key, rewardId, revision: 1, decision, reason: 'because' },
  );
}

/** Everybody who asks the workspace for something: they repeat themselves, and remember what they were told. */
export class People {
  readonly promised = new Map<string, Promised>();
  readonly recorded = new Set<string>();
  readonly asked = new Set<string>();
  readonly #random: Random;
  readonly #disk: Disk;
  readonly #press: PressVerb;
  readonly #pressed: Press[] = [];
  readonly #reported: SignalReport[] = [];
  readonly #proposed: RewardProposal[] = [];
  #keys = 0;

  constructor(random: Random, disk: Disk, press: PressVerb) {
    this.#random = random;
    this.#disk = disk;
    this.#press = press;
  }

  /** A manager presses a button, or Slack sends an old press again. Gives what went wrong, or null. */
  press(office: Office): string | null {
    const old = this.#random() < 0.4 && this.#pressed.length > 0;
    const press = old ? pick(this.#random, this.#pressed) : this.#newPress();
    if (press === null) return null;
    if (!old) this.#pressed.push(press);
    const result = this.#press(office, press);
    if (result.ok) this.promised.set(press.key, press);
    else if (this.promised.has(press.key)) return `replay of ${press.key} refused: ${result.problem.code}`;
    return null;
  }

  #newPress(): Press | null {
    const rewards = this.#disk.all<{ id: string }>(
      `SELECT id FROM reward WHERE (state = 'proposed' OR id = (SELECT max(id) FROM reward))
         AND EXISTS (SELECT 1 FROM message WHERE subject = 'reward:' || reward.id)`,
    );
    if (rewards.length === 0) return null;
    const key = `press ${(this.#keys += 1)}`;
    const by = pick(this.#random, ['U1', 'U2', 'U9']);
    const decision = this.#random() < 0.7 ? 'approve' : 'decline';
    return { key, by, decision, rewardId: pick(this.#random, rewards).id };
  }

  /** Somebody decides where there are no buttons. */
  decide(office: Office): void {
    const rewards = this.#disk.all<{ id: string }>('SELECT id FROM reward');
    if (rewards.length === 0) return;
    const by = pick(this.#random, ['rep@acme.test', 'boss@acme.test', 'Boss@ACME.test ']);
    const decision = pick(this.#random, ['approve', 'decline'] as const);
    office.rewards.decide(pick(this.#random, rewards).id, { decision, by, reason: 'because' });
  }

  /** A manager thanks somebody, or wants to hear of them no more for a while. */
  greet(office: Office, now: number): void {
    const personId = this.#anyone();
    if (personId === null) return;
    const key = `greeting ${(this.#keys += 1)}`;
    const by = { id: 'U1', name: 'U1' };
    if (this.#random() < 0.5) office.slack.thank(by, personId, key);
    else office.slack.snooze(by, personId, now + 7 * DAY, key);
  }

  report(office: Office, now: number): void {
    const old = this.#random() < 0.3 && this.#reported.length > 0;
    const report = old ? pick(this.#random, this.#reported) : this.#newReport(now);
    if (report === null) return;
    if (!old) this.#reported.push(report);
    if (office.signals.record(report).ok) this.recorded.add(report.key);
  }

  #newReport(now: number): SignalReport | null {
    const personId = this.#anyone();
    if (personId === null) return null;
    const type = pick(this.#random, SIGNAL_TYPES);
    const { range } = SIGNALS[type];
    const value = range === null ? null : between(this.#random, range.min, range.max);
    const occurredAt = now - between(this.#random, -1, 90) * DAY;
    return { key: `report ${(this.#keys += 1)}`, personId, type, value, occurredAt };
  }

  /** A rep asks somebody for something, or tells of it twice. */
  ask(office: Office, now: number): void {
    const personId = this.#anyone();
    if (personId === null) return;
    const again = this.#random() < 0.2 && this.asked.size > 0;
    const key = again ? pick(this.#random, [...this.asked]) : `ask ${(this.#keys += 1)}`;
    const askedAt = now - between(this.#random, 0, 40) * DAY;
    const logged = office.asks.log({ key, personId, kind: 'review', askedAt, askedBy: 'rep', note: null });
    if (logged.ok) this.asked.add(key);
  }

  /** An admin decides about a suggested pair, or says of any two that they are one. */
  match(office: Office): void {
    const pairs = this.#disk.all<{ a: number; b: number }>(
      'SELECT person_a AS a, person_b AS b FROM link_suggestion',
    );
    const roll = this.#random();
    if (pairs.length > 0 && roll < 0.8) {
      const { a, b } = pick(this.#random, pairs);
      if (roll < 0.4) office.identity.accept(String(a), String(b), 'admin');
      else office.identity.reject(String(a), String(b), 'admin');
    } else if (roll > 0.85) {
      const [a, b] = [this.#anyone(), this.#anyone()];
      if (a !== null && b !== null) office.identity.link(a, b, 'admin');
    }
  }

  /** Somebody asks to be forgotten. */
  leave(office: Office, oblivion: Oblivion): void {
    const personId = this.#anyone();
    if (personId === null) return;
    oblivion.watch({ personId }, () => void office.erasures.erase(personId, 'admin'));
  }

  propose(office: Office): void {
    const old = this.#random() < 0.3 && this.#proposed.length > 0;
    const proposal = old ? pick(this.#random, this.#proposed) : this.#newProposal();
    if (proposal === null) return;
    if (!old) this.#proposed.push(proposal);
    office.rewards.create(proposal);
  }

  #newProposal(): RewardProposal | null {
    const personId = this.#anyone();
    if (personId === null) return null;
    const proposedBy = pick(this.#random, ['rep@acme.test', 'boss@acme.test', 'slack:U1:U1']);
    const amount = between(this.#random, 1, 80) * 100;
    return {
      key: `proposal ${(this.#keys += 1)}`,
      personId,
      amount,
      currency: 'USD',
      act: 'Call',
      proposedBy,
    };
  }

  #anyone(): string | null {
    const people = this.#disk.all<{ id: number }>('SELECT id FROM person WHERE removed_at IS NULL');
    return people.length === 0 ? null : String(pick(this.#random, people).id);
  }
}
