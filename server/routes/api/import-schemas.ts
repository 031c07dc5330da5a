import { z } from '@hono/zod-openapi';
import { IMPORT_FIELDS } from '#core/import/mapping.ts';
import { SIGNAL_TYPES, type SignalType } from '#core/signal/catalogue.ts';
import { IMPORT_STATES } from '#server/workspace/imports/import.ts';
import { problemPart, time } from './schemas.ts';

const count = z.number().int();
const tiers = z.object({ none: count, candidate: count, advocate: count, champion: count });
const type = z.enum(SIGNAL_TYPES as readonly [SignalType, ...SignalType[]]);
const column = z.number().int().min(0);

const columnsOfFields = z
  .object(
    Object.fromEntries(IMPORT_FIELDS.map((field) => [field, column.optional()])) as Record<
      (typeof IMPORT_FIELDS)[number],
      z.ZodOptional<typeof column>
    >,
  )
  .openapi({ description: 'The column of each field, counted from 0' });

const mapping = z.object({
  columns: columnsOfFields,
  type: type.nullable().openapi({ description: 'The type of all rows, where no column names it' }),
  dates: z
    .enum(['day_first', 'month_first'])
    .nullable()
    .openapi({ description: 'How 03/04/2024 is meant; null lets the column decide' }),
  decimals: z
    .enum(['comma', 'dot'])
    .nullable()
    .openapi({ description: 'How 1.234 is meant; null lets the column decide' }),
  zone: z.string().openapi({ description: 'IANA time zone of times that name none, such as Europe/Berlin' }),
  unknown: z.enum(['refuse', 'skip']).openapi({ description: 'What becomes of rows about nobody known' }),
});

export const mappingInput = z
  .object({
    columns: columnsOfFields,
    type: mapping.shape.type.default(null),
    dates: mapping.shape.dates.default(null),
    decimals: mapping.shape.decimals.default(null),
    zone: mapping.shape.zone.default('UTC'),
    unknown: mapping.shape.unknown.default('refuse'),
  })
  .openapi('ImportMapping');

export const importFile = z
  .object({
    id: z.string(),
    name: z.string(),
    by: z.string(),
    at: time,
    state: z.enum(IMPORT_STATES).openapi({
      description:
        'mapping: waits for its mapping; checking, checked: the dry run; running, done: the import; cancelled',
    }),
    encoding: z.string(),
    columns: z.array(
      z.object({
        name: z.string(),
        samples: z.array(z.string()),
        filled: count,
        dates: z
          .object({ day_first: count, month_first: count, either: count })
          .openapi({ description: 'Cells that can only be read one way, or both ways' }),
        decimals: z.object({ comma: count, dot: count, either: count }),
      }),
    ),
    rows: count,
    mapping: mapping.nullable(),
    counts: z
      .object({ rows: count, added: count, repeats: count, refused: count, skipped: count })
      .openapi({ description: 'Of the rows seen so far: recorded, or to be recorded after a dry run' }),
    effect: z
      .object({
        people: count,
        changed: count.openapi({ description: 'How many get another score' }),
        most: z
          .array(z.object({ personId: z.string(), before: count, after: count }))
          .openapi({ description: 'The five whose propensity moves most' }),
        before: tiers,
        after: tiers,
        rise: count,
        fall: count,
      })
      .nullable()
      .openapi({ description: 'Whom it changes, as of the dry run: people by tier before and after' }),
    startedBy: z.string().nullable(),
    finishedAt: time.nullable(),
  })
  .openapi('Import');

export const importFault = z
  .object({
    row: count.openapi({ description: 'As a spreadsheet counts: the header is row 1' }),
    problem: problemPart.extend({ field: z.string().optional() }),
    column: z.string().nullable().openapi({ description: 'What the file calls the column at fault' }),
    cell: z.string().nullable().openapi({ description: 'What the cell at fault holds, shortened' }),
  })
  .openapi('ImportFault', { description: 'Something wrong with a row; a row may have several' });
