import type { Json } from '../json.ts';

/** One Web API call as the workspace saw it, the token left out. */
export interface ApiCall {
  at: number;
  method: string;
  args: Json;
  status: number;
  error: string | null;
  /** The planned misbehaviour that struck it, if one did. */
  fault: string | null;
}

const KEPT = 5000;

/** The calls made to the Web API, newest last. */
export class CallLog {
  readonly #calls: ApiCall[] = [];

  add(call: ApiCall): void {
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
  }

  all(): readonly ApiCall[] {
    return this.#calls;
  }
}
