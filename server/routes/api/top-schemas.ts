import { z } from '@hono/zod-openapi';
import { ok, refuse, type Result } from '#core/problem.ts';
import { TIERS } from '#core/score/tier.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import type { Segment } from '#server/workspace/people/segment.ts';
import { listQuery, person } from './schemas.ts';

const words = z.string().trim().min(1).max(200).optional();

const segment = z.object({
  q: words.openapi({ description: 'Part of a name, e-mail or company' }),
  tier: z.enum(TIERS).optional().openapi({ description: 'The tier they hold; a flag that ended holds none' }),
  owner: words.openapi({ description: 'Name of who owns them in the CRM' }),
  company: words.openapi({ description: "Part of a company's name" }),
  companyId: words.openapi({ description: 'Id of a company in the CRM account given as connection' }),
  connection: words.openapi({ description: 'A CRM account they have a record in' }),
  title: words.openapi({ description: 'Part of their title' }),
  askable: z
    .enum(['true', 'false'])
    .optional()
    .openapi({ description: 'Only who may be asked now: no gate of theirs is closed' }),
});

export const topQuery = listQuery
  .pick({ limit: true })
  .extend({ pillar: z.enum(PILLARS).optional().openapi({ description: 'Left out: all pillars together' }) })
  .extend(segment.shape);

export const rankedPerson = person
  .extend({
    standing: z.number().openapi({
      description:
        'Points of the pillar, or of all pillars before the limits of propensity; what the order is by',
    }),
  })
  .openapi('RankedPerson');

/** The part of the people a query names. Fails with `invalid_input` for a company of no account. */
export function segmentOf(asked: z.infer<typeof segment>): Result<Segment> {
  const {
    q = null,
    tier = null,
    owner = null,
    company = null,
    title = null,
    connection = null,
    companyId,
  } = asked;
  if (companyId !== undefined && connection === null) {
    const what = 'A companyId says nothing without the CRM account it is of.';
    return refuse('invalid_input', what, 'Send connection too.', 'connection');
  }
  return ok({
    q,
    tier,
    owner,
    company,
    title,
    connection,
    companyId: companyId === undefined || connection === null ? null : { connection, id: companyId },
    askable: asked.askable === 'true',
  });
}
