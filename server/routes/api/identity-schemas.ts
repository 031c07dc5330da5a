import { z } from '@hono/zod-openapi';
import { LINK_REASONS } from '#core/person/link.ts';
import { MATCH_GROUNDS } from '#core/person/matching.ts';
import { person } from './schemas.ts';

const time = z.number().int().openapi({ description: 'Epoch milliseconds' });

const moved = z
  .object({
    records: z.number().int(),
    signals: z.number().int(),
    asks: z.number().int(),
    rewards: z.number().int(),
  })
  .openapi('Moved');

const matchEvidence = z
  .object({
    ground: z.enum(MATCH_GROUNDS),
    email: z.string().nullable(),
    name: z.string().nullable(),
    company: z.string().nullable(),
  })
  .openapi('MatchEvidence', { description: 'Why two people may be one, and what both have in common' });

const side = person.extend({ holds: moved }).openapi('MatchSide');

export const suggestion = z
  .object({
    a: side.openapi({ description: 'Who would keep the id' }),
    b: side,
    evidence: matchEvidence,
    words: z.string(),
    suggestedAt: time,
  })
  .openapi('Suggestion');

export const personLink = z
  .object({
    fromId: z.string(),
    intoId: z.string(),
    at: time,
    by: z.string(),
    why: z.enum(LINK_REASONS),
    words: z.string().openapi({ description: 'The step in a sentence' }),
    evidence: z.object({
      match: matchEvidence.nullable(),
      name: z.string().nullable(),
      moved: moved.nullable(),
    }),
  })
  .openapi('PersonLink');

export const linkInput = z
  .object({
    otherId: z.string().openapi({ description: 'Who turns out to be the same human' }),
    by: z.string().min(1).max(200),
  })
  .openapi('LinkInput');

export const deciderInput = z.object({ by: z.string().min(1).max(200) }).openapi('Decider');

export const erasure = z
  .object({
    id: z.string(),
    personId: z.string(),
    at: time,
    by: z.string(),
    why: z.enum(['crm_privacy_deletion', 'asked_here']),
    counts: z
      .record(z.string(), z.number().int())
      .openapi({ description: 'Rows removed or blanked, by kind' }),
    remaining: z
      .array(
        z.object({
          connection: z.string(),
          records: z.number().int().openapi({ description: 'Records that may still be there: delete them' }),
          cleared: z
            .number()
            .int()
            .openapi({ description: 'Of the records, those our fields were emptied on' }),
          deals: z
            .number()
            .int()
            .openapi({ description: 'Deals called after the person there: rename them' }),
        }),
      )
      .openapi({ description: 'CRM accounts that may still tell of the person, and what to do there' }),
    payouts: z
      .number()
      .int()
      .openapi({ description: 'Rewards whose payee the payout system may hold: delete them there too' }),
  })
  .openapi('Erasure', { description: 'Proof of a privacy erasure; names nobody' });
