import { between, pick, type Random } from '#test/sandbox/random.ts';
import { ADMIN_TOKEN } from '#test/support/running.ts';

/** A write as it is sent, again and again until it is answered. */
interface Write {
  path: string;
  body: Record<string, unknown>;
  /** Takes note of the answer. */
  heard: (status: number, answer: unknown) => void;
}

interface Decided {
  decision: 'approve' | 'decline';
  /** Names this decision: the reason given with it. */
  reason: string;
}

const AT_ONCE = 6;
const TYPES = ['idea', 'beta', 'share', 'reference_call'] as const;

/** Clients that propose, decide and report over HTTP without a pause, and remember every answer they were given. */
export class Load {
  /** Rewards by the key they were proposed under. */
  readonly proposed = new Map<string, { id: string; amount: number }>();
  /** Decisions that were answered with a yes, by reward. */
  readonly decided = new Map<string, Decided[]>();
  readonly signals = new Set<string>();
  readonly surprises: string[] = [];
  requests = 0;
  readonly #appUrl: string;
  readonly #random: Random;
  readonly #people: readonly string[];
  readonly #undecided: string[] = [];
  /** Sent and not answered: nobody knows whether it happened. */
  readonly #unanswered: Write[] = [];
  #count = 0;
  #isOver = false;
  #clients: Promise<void>[] = [];

  constructor(appUrl: string, people: readonly string[], random: Random) {
    this.#appUrl = appUrl;
    this.#people = people;
    this.#random = random;
  }

  begin(): void {
    this.#clients = Array.from({ length: AT_ONCE }, () => this.#client());
  }

  /** Starts nothing new; resolves once everything that was sent has been answered. */
  async end(): Promise<void> {
    this.#isOver = true;
    await Promise.all(this.#clients);
  }

  async #client(): Promise<void> {
    for (;;) {
      const again = this.#unanswered.shift();
      if (again === undefined && this.#isOver) return;
      await this.#send(again ?? this.#next());
    }
  }

  #next(): Write {
    const roll = this.#random();
    if (roll < 0.35) return this.#proposal();
    if (roll < 0.8 && this.#undecided.length > 0) return this.#decision();
    return this.#signal();
  }

  #proposal(): Write {
    const key = `soak ${(this.#count += 1)}`;
    const amount = between(this.#random, 1, 50) * 100;
    const personId = pick(this.#random, this.#people);
    return {
      path: '/rewards',
      body: { key, personId, amount, currency: 'USD', act: 'Soaked', proposedBy: 'rep@acme.test' },
      heard: (status, answer) => {
        if (status !== 201) return this.#wonder(`proposal ${key}`, status, answer);
        const { id } = answer as { id: string };
        const before = this.proposed.get(key);
        if (before !== undefined && before.id !== id) this.surprises.push(`${key} is ${before.id} and ${id}`);
        if (before === undefined) this.#undecided.push(id);
        this.proposed.set(key, { id, amount });
      },
    };
  }

  /** Now and then a reward is left in the pile, and somebody else decides it, too. */
  #decision(): Write {
    const place = Math.floor(this.#random() * this.#undecided.length);
    const id = this.#undecided[place]!;
    if (this.#random() < 0.8) this.#undecided.splice(place, 1);
    const decision = this.#random() < 0.7 ? 'approve' : 'decline';
    const reason = `decision ${(this.#count += 1)}`;
    return {
      path: `/rewards/${id}/decisions`,
      body: { decision, by: 'admin', reason },
      heard: (status, answer) => {
        // Decided by somebody else before, or by this very request, whose answer was lost.
        if (status === 409) return;
        if (status !== 200) return this.#wonder(reason, status, answer);
        this.decided.set(id, [...(this.decided.get(id) ?? []), { decision, reason }]);
      },
    };
  }

  #signal(): Write {
    const key = `told ${(this.#count += 1)}`;
    const signal = { personId: pick(this.#random, this.#people), type: pick(this.#random, TYPES) };
    return {
      path: '/signals',
      body: { key, ...signal, occurredAt: Date.now() - between(this.#random, 0, 90) * 86_400_000 },
      heard: (status, answer) => {
        if (status === 200 || status === 201) this.signals.add(key);
        else this.#wonder(`signal ${key}`, status, answer);
      },
    };
  }

  #wonder(what: string, status: number, answer: unknown): void {
    this.surprises.push(`${what} was answered ${status}: ${JSON.stringify(answer)}`);
  }

  async #send(write: Write): Promise<void> {
    this.requests += 1;
    try {
      const response = await fetch(`${this.#appUrl}/api/v1${write.path}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' },
        body: JSON.stringify(write.body),
        signal: AbortSignal.timeout(20_000),
      });
      const answer: unknown = await response.json();
      if (response.status < 500) return write.heard(response.status, answer);
    } catch {
      // No answer: the connection was cut or refused, as whoever kills meant it to be.
    }
    this.#unanswered.push(write);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
