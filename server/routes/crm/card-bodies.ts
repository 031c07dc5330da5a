import * as z from 'zod';
import { ASK_KINDS } from '#core/ask/ask.ts';
import { CARD_ACTIONS, CARD_RECORD_KINDS } from '#core/card/card.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { isSignalType } from '#core/signal/catalogue.ts';
import { readRawBody } from '#server/routes/raw-body.ts';
import type { CardAction } from '#server/workspace/card/actions.ts';
import type { CardRecord } from '#server/workspace/card/records.ts';

/** More than any press needs. */
const MOST = 64_000;

/** A record id as its CRM writes it, in the one form we keep; null where it is none. */
export type IdReader = (id: string) => string | null;

/** The body of a press as it was sent, at most 64 kB. */
export function readCardBody(request: Request): Promise<Result<string>> {
  return readRawBody(request, MOST);
}

/** The record a card is shown on, from the query. */
export function readCardRecord(query: URLSearchParams, idOf: IdReader): Result<CardRecord> {
  const given = { kind: query.get('kind'), id: query.get('id') };
  const parsed = recordSchema(idOf).safeParse(given);
  return parsed.success ? ok(parsed.data) : { ok: false, problem: unreadable(parsed.error) };
}

/** What was pressed, from the name in the address and the body. */
export function readCardAction(name: string, body: string, idOf: IdReader): Result<CardAction> {
  const action = CARD_ACTIONS.find((each) => each === name);
  if (action === undefined) {
    return refuse('not_found', 'This card cannot do that.', 'Reload the page to get the newest card.');
  }
  const parsed = actionSchemas(idOf)[action].safeParse(fromJson(body));
  if (!parsed.success) return { ok: false, problem: unreadable(parsed.error) };
  return ok({ ...parsed.data, name: action } as CardAction);
}

/** JSON, or undefined where the text is none: no schema of ours takes that. */
export function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The first fault of a request, in words a rep can pass on. */
export function unreadable(error: z.ZodError): Problem {
  const issue = error.issues[0];
  const field = issue?.path.join('.') ?? '';
  return {
    code: 'invalid_input',
    message: `The card sent something we cannot use (${field === '' ? 'no JSON object' : field}).`,
    remedy: 'Correct what you entered, or reload the page and try again.',
    ...(field === '' ? {} : { field }),
  };
}

function idSchema(idOf: IdReader) {
  return z
    .string()
    .max(64)
    .transform((id, context) => {
      const read = idOf(id);
      if (read !== null) return read;
      context.addIssue({ code: 'custom', message: 'is no id of this CRM' });
      return z.NEVER;
    });
}

function recordSchema(idOf: IdReader) {
  return z.object({ kind: z.enum(CARD_RECORD_KINDS), id: idSchema(idOf) });
}

/** What a person typed; SQLite ends a text at the first NUL. */
export const typedNote = z
  .string()
  .max(500)
  .transform((text) => text.toWellFormed().replaceAll('\0', ''));

const note = typedNote.nullish().transform((text) => text ?? null);

function actionSchemas(idOf: IdReader) {
  const base = z.object({
    record: recordSchema(idOf),
    contactId: idSchema(idOf),
    idempotencyKey: z.string().regex(/^[\x21-\x7e]{1,100}$/),
  });
  return {
    nominate: base.extend({ note }),
    'log-act': base.extend({
      act: z.string().refine(isSignalType),
      occurredAt: z.number().int(),
    }),
    'log-ask': base.extend({ ask: z.enum(ASK_KINDS), note }),
    'suggest-reward': base.extend({
      act: typedNote,
      amount: z.number(),
      currency: z.string().max(3),
    }),
  };
}
