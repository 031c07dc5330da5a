import { z } from '@hono/zod-openapi';
import { givenTime, time } from './schemas.ts';

const by = z.string().openapi({ description: 'Who decided it, best by e-mail' });

export const holdInput = z
  .object({
    reason: z.string().openapi({ description: 'Why, for the admins alone: 1 to 500 characters' }),
    until: givenTime
      .nullable()
      .optional()
      .openapi({ description: 'When it ends by itself; none: once it is lifted' }),
    by,
  })
  .openapi('HoldInput');

export const liftQuery = z.object({ by, reason: z.string().openapi({ description: 'Why it is lifted' }) });

export const hold = z
  .object({
    kind: z.enum(['person', 'company']),
    connection: z
      .string()
      .nullable()
      .openapi({ description: 'The CRM account of a company; null for a person' }),
    id: z.string(),
    name: z.string(),
    reason: z.string(),
    by: z.string(),
    at: time,
    until: time.nullable().openapi({ description: 'Null where somebody has to lift it' }),
  })
  .openapi('Hold');

const domains = z
  .array(z.string())
  .openapi({ description: 'Each stands for the domains below it too; at most 500' });

export const domainLists = z.object({ employees: domains, competitors: domains }).openapi('DomainLists');

export const domainListsInput = domainLists.extend({ by }).openapi('DomainListsInput');
