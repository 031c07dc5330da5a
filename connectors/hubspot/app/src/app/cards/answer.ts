import type { Card, CardActionAnswer } from './card-contract.ts';

/** What went wrong, in words for a rep. */
export interface Failure {
  /** Groundswell's stable code; `unreachable` or `unreadable` where it gave none. */
  code: string;
  message: string;
  remedy: string;
}
export type Answer<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Reads an answer of Groundswell: what was asked for, or a failure made of its problem JSON. */
export async function readAnswer<T>(
  response: Response,
  isExpected: (x: unknown) => x is T,
): Promise<Answer<T>> {
  const body = await jsonOf(response);
  if (response.ok && isExpected(body)) return { ok: true, value: body };
  const { code, detail, remedy } = fields(body);
  if (!response.ok && typeof detail === 'string')
    return {
      ok: false,
      failure: {
        code: typeof code === 'string' ? code : 'unknown',
        message: detail,
        remedy: typeof remedy === 'string' ? remedy : 'Try again in a minute.',
      },
    };
  return { ok: false, failure: response.status >= 500 ? UNREACHABLE : UNREADABLE };
}

/** The failure of a request nobody answered. */
export const UNREACHABLE: Failure = {
  code: 'unreachable',
  message: 'Groundswell could not be reached.',
  remedy: 'Try again in a minute.',
};
const UNREADABLE: Failure = {
  code: 'unreadable',
  message: 'Groundswell answered with something this card cannot read.',
  remedy: 'Try again in a minute. If it stays so, tell whoever looks after Groundswell.',
};

/** Whether an answer has the parts this card is drawn from. */
export function isCard(x: unknown): x is Card {
  const { record, subject, actions } = fields(x);
  const { kind, person, people } = fields(subject);
  const { acts, asks, currencies } = fields(actions);
  const lists = [acts, asks, currencies].every(Array.isArray);
  if (!lists || typeof fields(record)['id'] !== 'string') return false;
  if (kind === 'person') return Array.isArray(fields(person)['reasons']);
  return kind === 'people' ? Array.isArray(people) : kind === 'unknown';
}

export function isActionAnswer(x: unknown): x is CardActionAnswer {
  const { done, card } = fields(x);
  return typeof done === 'string' && isCard(card);
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

function fields(x: unknown): Record<string, unknown> {
  return typeof x === 'object' && x !== null ? { ...x } : {};
}
