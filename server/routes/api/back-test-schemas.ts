import { z } from '@hono/zod-openapi';
import { PILLARS } from '#core/signal/catalogue.ts';
import { time } from './schemas.ts';

const share = z.number().min(0).max(1);
const rows = z.number().int().openapi({ description: 'Pairs of a person and a cut-off' });

const ranking = z
  .object({
    auc: z.object({ value: share, low: share, high: share }).openapi({
      description:
        'The chance that somebody who advocated stood above somebody who did not, with its 95 % interval',
    }),
    topDecile: z.object({ share, lift: z.number() }),
    gains: z.array(share).length(11).openapi({
      description: 'The share of those who advocated found in the top 0 %, 10 %, … 100 % of each list',
    }),
  })
  .openapi('RankingResult');

const backTest = z
  .object({
    oneIn: z.number().int().openapi({ description: 'One person in so many was looked at' }),
    cutoffs: z.array(time),
    horizon: z.number().int().openapi({ description: 'Milliseconds after a cut-off in which an act counts' }),
    people: rows,
    advocated: rows,
    rankings: z.object({ model: ranking, current: ranking, recency: ranking, random: ranking }),
    calibration: z.array(
      z.object({ from: z.number(), to: z.number(), people: rows, predicted: share, observed: share }),
    ),
  })
  .openapi('BackTest');

export const backTestAnswer = z
  .union([
    z.object({ enough: z.literal(true), result: backTest }),
    z.object({ enough: z.literal(false), why: z.string(), people: rows, advocated: rows }),
  ])
  .openapi('BackTestAnswer');

const weight = z.object({ before: z.number(), after: z.number() });

export const calibration = z
  .object({
    draftId: z.string(),
    fit: z
      .object({ cutoffs: z.array(time), people: rows, advocated: rows })
      .openapi({ description: 'What was learned from' }),
    weights: z.record(z.enum(PILLARS), weight),
    backTest: backTestAnswer,
  })
  .openapi('Calibration');
