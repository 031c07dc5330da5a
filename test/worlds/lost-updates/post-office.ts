import type { CrmWebhookEvent } from '#connectors/connector.ts';
import type { Random } from '#test/sandbox/random.ts';
import type { Announcement } from './account.ts';
import type { MailHabits } from './weather.ts';

/** Carries announcements to us: some get lost, some come twice, some late and behind ones that happened after. */
export class PostOffice {
  readonly #habits: MailHabits;
  readonly #random: Random;
  readonly #now: () => number;
  #underway: { announcement: Announcement; at: number }[] = [];
  /** Who was said to be gone, and when that was. */
  readonly departures = new Map<string, number>();

  constructor(habits: MailHabits, random: Random, now: () => number) {
    this.#habits = habits;
    this.#random = random;
    this.#now = now;
  }

  post(announcement: Announcement): void {
    const { dropped, duplicated, late, lateMs } = this.#habits;
    if (this.#random() < dropped) return;
    const copies = this.#random() < duplicated ? 2 : 1;
    for (let copy = 0; copy < copies; copy += 1) {
      const delay = this.#random() < late ? this.#random() * lateMs : 0;
      this.#underway.push({ announcement, at: this.#now() + delay });
    }
    for (const id of announcement.gone) this.departures.set(id, this.#now());
  }

  /** What has arrived by now, in the order of its arrival. */
  async arrived(): Promise<CrmWebhookEvent[]> {
    const now = this.#now();
    const due = this.#underway.filter(({ at }) => at <= now).toSorted((a, b) => a.at - b.at);
    this.#underway = this.#underway.filter(({ at }) => at > now);
    const events: CrmWebhookEvent[] = [];
    for (const { announcement } of due) {
      const read = await announcement.read();
      if (!read.ok) throw new Error(read.problem.message);
      events.push(...read.value);
    }
    return events;
  }

  get isEmpty(): boolean {
    return this.#underway.length === 0;
  }
}
