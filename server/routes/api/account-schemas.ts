import { z } from '@hono/zod-openapi';
import { ROLES } from '#core/account/role.ts';
import { READINESS_GATES } from '#core/card/card.ts';
import { FLAG_STATUSES } from '#core/crm/flag.ts';
import { TIERS } from '#core/score/tier.ts';
import { profile, time } from './schemas.ts';

const share = z.number().min(0).max(1);

const accountPerson = z
  .object({
    id: z.string(),
    name: z.string(),
    title: z.string().nullable(),
    role: z.enum(ROLES).openapi({ description: 'What their title tells' }),
    isKey: z.boolean().openapi({ description: 'They decide, or are on an open or won deal' }),
    onDeal: z.boolean(),
    propensity: z.number().int().nullable().openapi({ description: 'Null where too little is known' }),
    confidence: share,
    askable: z.boolean().openapi({ description: 'Whether they may be asked at all, now or after a rest' }),
    known: z.boolean().openapi({ description: 'Whether enough is known for their propensity to count' }),
    tier: z.enum(TIERS),
    status: z.enum(FLAG_STATUSES),
    unhappy: z.boolean().openapi({ description: 'Dissatisfied lately, by their own word' }),
    gates: z.array(
      z.object({
        gate: z.enum(READINESS_GATES),
        name: z.string(),
        message: z.string(),
        clears: z.string(),
        opensAt: time.nullable(),
      }),
    ),
  })
  .openapi('AccountPerson');

export const accountSummary = z
  .object({
    id: z.string().openapi({ description: 'connection:id of its first company; others lead to it too' }),
    name: z.string(),
    domain: z.string().nullable(),
    industry: z.string().nullable(),
    companies: z.array(
      z.object({ connection: z.string(), id: z.string(), name: z.string(), url: z.string() }),
    ),
    propensity: z
      .number()
      .int()
      .nullable()
      .openapi({ description: '0 to 100: would anybody there help; null where too little is known' }),
    confidence: share.openapi({ description: 'Of how many of the key people enough is known' }),
    lines: z
      .array(
        z.object({
          personId: z.string(),
          propensity: z.number().int(),
          weight: z.number().int().openapi({ description: 'Percent of it that count: 70, 20 or 10' }),
          points: z.number().int(),
        }),
      )
      .openapi({ description: 'The points of the lines add up to propensity.' }),
    coverage: z
      .array(z.object({ role: z.enum(ROLES), people: z.number().int(), best: z.enum(TIERS).nullable() }))
      .openapi({ description: 'Every role, those nobody is known in too' }),
    concentration: z
      .object({
        shares: z.array(z.object({ personId: z.string(), share })),
        herfindahl: share,
        words: z.string(),
      })
      .nullable()
      .openapi({ description: 'On whom the propensity hangs' }),
    worst: accountPerson.nullable().openapi({ description: 'The key person who stands lowest' }),
    risk: z.number().int().openapi({
      description: 'How many people are dissatisfied, and one more where the renewal is at risk',
    }),
    readiness: profile.shape.readiness,
    size: z.number().int().openapi({ description: 'How many people are there' }),
    known: z.number().int().openapi({ description: 'Of how many of them enough is known' }),
  })
  .openapi('AccountSummary');

export const account = accountSummary
  .extend({
    people: z.array(accountPerson).openapi({ description: 'Everybody there, who would help first' }),
    deals: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        outcome: z.enum(['open', 'won', 'lost']),
        amount: z.number().int().nullable().openapi({ description: 'Integer minor units of the currency' }),
        currency: z.string().nullable(),
        closedAt: time.nullable(),
        url: z.string(),
      }),
    ),
  })
  .openapi('Account');
