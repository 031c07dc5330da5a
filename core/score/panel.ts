import { SIGNALS } from '#core/signal/catalogue.ts';
import type { Signal } from '#core/signal/signal.ts';
import { HORIZON } from './cutoffs.ts';
import type { ScoreModel } from './model.ts';
import { emptySums, foldSignal, type PillarSums } from './score.ts';

/** What a history needs of a signal. */
export type PastSignal = Pick<Signal, 'type' | 'value' | 'occurredAt'>;

/** Somebody as they stood at a cut-off, from nothing that happened after it. */
export interface Standing {
  cutoff: number;
  /** Their sums under each model asked for. */
  sums: readonly PillarSums[];
  /** When the newest signal happened. */
  newest: number;
}

type Column = Uint32Array | Uint16Array | Uint8Array | Float32Array;

/**
 * People as of past cut-offs, beside what they did after: panel data, one row a person and cut-off, the rows of a
 * person together. Kept as columns, a few bytes each, so that a hundred thousand people fit.
 */
export class Panel {
  readonly cutoffs: readonly number[];
  /** How many rows there are, and how many of them were followed by an act. */
  size = 0;
  advocated = 0;
  /** How many people have rows, and how many of them advocated after at least one cut-off. */
  people = 0;
  advocates = 0;
  /** Of each row: which person, counted from 0; which cut-off, by index; and 1 where they advocated after it. */
  person: Uint32Array;
  cutoff: Uint8Array;
  label: Uint8Array;

  #first: number;

  /** `rows` is how many there will be, as far as is known; more find room too. */
  constructor(cutoffs: readonly number[], rows: number) {
    this.cutoffs = cutoffs;
    this.person = new Uint32Array(rows);
    this.cutoff = new Uint8Array(rows);
    this.label = new Uint8Array(rows);
    this.#first = cutoffs.length;
  }

  /** The cut-offs anybody was known at: all from the first such one on. */
  get covered(): number[] {
    return this.cutoffs.slice(this.#first);
  }

  /**
   * Adds somebody's history, oldest first. Known at a cut-off is what had happened before it, whenever we were told:
   * a CRM connected today brings years of history, none of which had been received back then. There is a row for
   * every cut-off at which anything was known; `see` is told of each, in order.
   */
  add(
    history: readonly PastSignal[],
    models: readonly ScoreModel[],
    see: (row: number, standing: Standing) => void,
  ): void {
    const sums = models.map(() => emptySums());
    const { size, advocated } = this;
    let known = 0;
    this.cutoffs.forEach((cutoff, index) => {
      for (; known < history.length && history[known]!.occurredAt < cutoff; known += 1) {
        models.forEach((model, which) => {
          sums[which] = foldSignal(model, sums[which]!, history[known]!);
        });
      }
      if (known === 0) return;
      const acts = advocatesFrom(history, known, cutoff + HORIZON);
      see(this.#addRow(index, acts), { cutoff, sums, newest: history[known - 1]!.occurredAt });
    });
    if (this.size > size) this.people += 1;
    if (this.advocated > advocated) this.advocates += 1;
  }

  #addRow(cutoff: number, advocated: boolean): number {
    const row = this.size;
    this.size += 1;
    this.person = withRoom(this.person, row, (length) => new Uint32Array(length));
    this.cutoff = withRoom(this.cutoff, row, (length) => new Uint8Array(length));
    this.label = withRoom(this.label, row, (length) => new Uint8Array(length));
    this.person[row] = this.people;
    this.cutoff[row] = cutoff;
    this.label[row] = advocated ? 1 : 0;
    this.#first = Math.min(this.#first, cutoff);
    if (advocated) this.advocated += 1;
    return row;
  }
}

/** Whether an act stands in the history from a position on, before `end`. A public review that warns of us is none. */
function advocatesFrom(history: readonly PastSignal[], from: number, end: number): boolean {
  for (let next = from; next < history.length; next += 1) {
    const { type, value, occurredAt } = history[next]!;
    if (occurredAt >= end) return false;
    if (SIGNALS[type].act && SIGNALS[type].shape(value) > 0) return true;
  }
  return false;
}

/** The column, or a longer one of the same values where it has no such row yet. */
export function withRoom<Kind extends Column>(
  column: Kind,
  row: number,
  make: (length: number) => Kind,
): Kind {
  if (row < column.length) return column;
  const longer = make(2 * row + 16);
  longer.set(column);
  return longer;
}
