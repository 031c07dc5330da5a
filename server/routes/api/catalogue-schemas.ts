import { z } from '@hono/zod-openapi';
import { ITEM_KINDS, ITEM_PROVIDERS } from '#core/catalogue/item.ts';
import { SIGNAL_TYPES } from '#core/signal/catalogue.ts';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import { money } from './schemas.ts';

const texts = z.array(z.string()).readonly().nullable();
const by = z.string().openapi({ description: 'Who decided it, best by e-mail' });

export const catalogueItem = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    kind: z.enum(ITEM_KINDS),
    price: money.openapi({ description: 'Minor units, points, or 0 for thanks' }),
    currency: z.string().openapi({ description: 'ISO 4217, points:<programme>, or thanks' }),
    cost: z.object({ amount: money, currency: z.string() }).nullable(),
    stock: z.int().nullable().openapi({ description: 'With those reserved; null where there is no end' }),
    reserved: z.int().openapi({ description: 'For rewards that wait for a decision' }),
    markets: texts.openapi({ description: 'ISO 3166-1 alpha-2; null: everywhere' }),
    taxClass: z.enum(TAX_CLASSES),
    acts: z.array(z.enum(SIGNAL_TYPES)).readonly().nullable(),
    disclosure: z.string().nullable().openapi({ description: 'What is said beside a public act' }),
    imageUrl: z.string().nullable(),
    provider: z.enum(ITEM_PROVIDERS).nullable().openapi({ description: 'Null: as the programme has it' }),
    product: z.string().nullable(),
    programmes: texts,
    archived: z.boolean(),
  })
  .openapi('CatalogueItem');

export const catalogueItemInput = z
  .looseObject({ name: z.string(), kind: z.string(), price: z.number(), currency: z.string(), by })
  .openapi('CatalogueItemInput', { description: 'As listed; stock left out stays as it is.' });

export const archiveInput = z.object({ archived: z.boolean().default(true), by }).openapi('ArchiveInput');
