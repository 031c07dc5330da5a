import { z } from '@hono/zod-openapi';
import { TIERS } from '#core/score/tier.ts';
import { time } from './schemas.ts';

export const score = z
  .object({
    propensity: z.number().int(),
    confidence: z.number(),
    lines: z.array(
      z.object({
        signal: z.string(),
        label: z.string(),
        at: time,
        points: z.number().int(),
        source: z.string().nullable(),
      }),
    ),
    raises: z
      .array(
        z.object({
          signal: z.string(),
          label: z.string(),
          value: z.number().nullable(),
          points: z.number().int(),
          confidence: z.number(),
          tier: z.enum(TIERS),
        }),
      )
      .openapi({ description: 'What would raise it if it happened now, the most first' }),
    change: z
      .object({
        since: time,
        before: z.number().int(),
        after: z.number().int(),
        lines: z.array(
          z.object({ cause: z.string(), label: z.string(), at: time.nullable(), points: z.number().int() }),
        ),
      })
      .openapi({ description: 'What changed within a week; the points of the lines add up to the change' }),
  })
  .openapi('Score', { description: 'The points of the lines add up to propensity.' });
