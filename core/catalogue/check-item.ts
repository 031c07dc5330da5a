import { ok, type Result } from '#core/problem.ts';
import { formatAmount } from '#core/reward/currency.ts';
import { namesFeeling, SENTIMENT_LAW } from '#core/reward/sentiment.ts';
import { MOST_DE_MINIMIS, TAX_CLASSES } from '#core/tax/tax-class.ts';
import { checkPrice } from './check-price.ts';
import { checkReach } from './check-reach.ts';
import { noText, textOf, wrong } from '#core/claimed.ts';
import { needsDisclosure } from './disclosure.ts';
import {
  ITEM_KINDS,
  ITEM_PROVIDERS,
  rewardKindOf,
  type CatalogueItem,
  type ItemKind,
  type ItemProvider,
} from './item.ts';

const ID = /^[a-z0-9][a-z0-9-]{0,59}$/;
/** `reserved` is told with an item and taken back with it, but never set. */
const FIELDS = new Set(
  (
    'id name description kind price currency cost stock reserved markets taxClass acts disclosure imageUrl provider ' +
    'product programmes archived'
  ).split(' '),
);
const MAX_NAME = 100;
const MAX_TEXT = 500;

/** An item as it comes from outside: any fields at all. */
export type ClaimedItem = Readonly<Record<string, unknown>>;

/**
 * An item as it can be kept, trimmed, its lists in order; what is left out is nothing. Fails with `invalid_input` naming
 * the field.
 */
export function checkItem(claimed: ClaimedItem): Result<CatalogueItem> {
  const strange = Object.keys(claimed).find((field) => !FIELDS.has(field));
  if (strange !== undefined) {
    return wrong(
      strange.toWellFormed().slice(0, 60),
      'An item has no such field.',
      `Send ${[...FIELDS].join(', ')}.`,
    );
  }
  const words = checkWords(claimed);
  if (!words.ok) return words;
  const price = checkPrice(claimed, words.value.kind);
  if (!price.ok) return price;
  const reach = checkReach(claimed);
  if (!reach.ok) return reach;
  const tax = checkTaxClass(claimed['taxClass'], words.value.kind, price.value);
  if (!tax.ok) return tax;
  const disclosure = checkDisclosure(claimed['disclosure'], words.value.kind, reach.value.acts);
  if (!disclosure.ok) return disclosure;
  const imageUrl = checkImage(claimed['imageUrl']);
  if (!imageUrl.ok) return imageUrl;
  const way = checkProvider(claimed, words.value.kind);
  if (!way.ok) return way;
  return ok({
    ...words.value,
    ...price.value,
    ...reach.value,
    taxClass: tax.value,
    disclosure: disclosure.value,
    imageUrl: imageUrl.value,
    ...way.value,
    archived: claimed['archived'] === true,
  });
}

function checkWords(
  claimed: ClaimedItem,
): Result<Pick<CatalogueItem, 'id' | 'name' | 'description' | 'kind'>> {
  const id = claimed['id'];
  if (typeof id !== 'string' || !ID.test(id)) {
    return wrong(
      'id',
      'This is no usable id.',
      'Use up to 60 small letters, digits and -, such as mug-black.',
    );
  }
  const name = textOf(claimed['name'], MAX_NAME);
  if (name === null || name === '') return noText('name', 'The name of the item', claimed['name'], MAX_NAME);
  if (namesFeeling(name)) {
    const message = `The name tells of a rating or a feeling, and ${SENTIMENT_LAW} forbids paying for that.`;
    return wrong('name', message, 'Name the thing, not what somebody has to say for it.');
  }
  const description = textOf(claimed['description'] ?? '', MAX_TEXT);
  if (description === null) {
    return wrong('description', 'The description is too long.', `Enter at most ${MAX_TEXT} characters.`);
  }
  const kind = ITEM_KINDS.find((each) => each === claimed['kind']);
  if (kind === undefined) return wrong('kind', 'There is no such kind.', `Use ${ITEM_KINDS.join(', ')}.`);
  return ok({ id, name, description, kind });
}

function checkTaxClass(
  claimed: unknown,
  kind: ItemKind,
  { price, currency }: Pick<CatalogueItem, 'price' | 'currency'>,
): Result<CatalogueItem['taxClass']> {
  const found = TAX_CLASSES.find((each) => each === claimed);
  if (found === undefined)
    return wrong('taxClass', 'There is no such tax class.', `Use ${TAX_CLASSES.join(', ')}.`);
  if (kind === 'gift_card' && found !== 'cash_equivalent') {
    const message = 'A gift card is as good as cash, however small: 26 CFR 1.132-6(c).';
    return wrong('taxClass', message, 'Choose cash and gift cards as its tax class.');
  }
  if (rewardKindOf(kind) !== 'money' && found !== 'none') {
    return wrong(
      'taxClass',
      'Points and thanks are no income when they are given.',
      'Choose no income as its tax class.',
    );
  }
  if (found === 'charity' && kind !== 'charity') {
    const message = 'Only a donation is given to charity: anything else is income of whoever gets it.';
    return wrong('taxClass', message, 'Choose goods and credit as its tax class.');
  }
  if (found === 'none' && rewardKindOf(kind) === 'money' && kind !== 'product_credit') {
    const message = 'Of what costs money only product credit can be no income, as a rebate on what they pay.';
    return wrong('taxClass', message, 'Choose goods and credit as its tax class.');
  }
  if (found === 'de_minimis' && price > MOST_DE_MINIMIS) {
    const message = `What is worth more than ${formatAmount(MOST_DE_MINIMIS, currency)} is not too small to count.`;
    return wrong('taxClass', message, 'Choose goods and credit as its tax class.');
  }
  return ok(found);
}

function checkDisclosure(
  claimed: unknown,
  kind: ItemKind,
  acts: CatalogueItem['acts'],
): Result<string | null> {
  const text = textOf(claimed ?? '', MAX_TEXT);
  if (text === null)
    return wrong('disclosure', 'The disclosure is too long.', `Enter at most ${MAX_TEXT} characters.`);
  if (text === '' && kind !== 'thank_you' && needsDisclosure(acts)) {
    const message = 'It can be given for a public act, and whoever gets it must say so: 16 CFR 255.5.';
    return wrong('disclosure', message, 'Enter what they say, or name acts that are not public.');
  }
  return ok(text === '' ? null : text);
}

function checkImage(claimed: unknown): Result<string | null> {
  if (claimed === undefined || claimed === null || claimed === '') return ok(null);
  const text = textOf(claimed, MAX_TEXT);
  const url = text === null ? null : URL.parse(text);
  return url !== null && url.protocol === 'https:' && url.username === '' && url.password === ''
    ? ok(url.href)
    : wrong('imageUrl', 'This is no address of a picture.', 'Use one that begins with https://.');
}

function checkProvider(
  claimed: ClaimedItem,
  kind: ItemKind,
): Result<Pick<CatalogueItem, 'provider' | 'product'>> {
  const named = claimed['provider'] ?? (rewardKindOf(kind) === 'money' ? null : 'ledger');
  if (named === null) return ok({ provider: null, product: null });
  const provider = ITEM_PROVIDERS.find((each) => each === named);
  if (provider === undefined) {
    return wrong('provider', 'There is no such provider.', `Use ${ITEM_PROVIDERS.join(', ')}.`);
  }
  const problem = unfit(provider, kind);
  if (problem !== null) return problem;
  const product = textOf(claimed['product'] ?? '', MAX_NAME);
  if (product === null || !/^[\w.:-]*$/.test(product)) {
    return wrong('product', 'This is no product id.', 'Copy the id from the provider.');
  }
  if (provider === 'tremendous' && product === '') {
    return wrong('product', 'Tremendous needs to know which product.', 'Copy the id of the product there.');
  }
  return ok({ provider, product: product === '' ? null : product });
}

/** Why a provider does not hand over this kind, or null. */
function unfit(provider: ItemProvider, kind: ItemKind): Result<never> | null {
  if ((rewardKindOf(kind) === 'money') === (provider === 'ledger')) {
    return provider === 'ledger'
      ? wrong(
          'provider',
          'Somebody has to hand this over.',
          'Choose Tremendous, a person or your own system.',
        )
      : wrong('provider', 'Points and thanks are ours to give.', 'Choose the books alone.');
  }
  return provider === 'tremendous' && kind !== 'gift_card' && kind !== 'charity'
    ? wrong('provider', 'Tremendous sends gift cards and donations.', 'Choose a person or your own system.')
    : null;
}
