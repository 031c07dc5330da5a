import { ITEM_KINDS, ITEM_PROVIDERS } from '#core/catalogue/item.ts';
import { REWARDED } from '#core/reward/check-rules.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { TAX_CLASSES } from '#core/tax/tax-class.ts';
import { Boxes } from '#server/console/parts/boxes.tsx';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Field, SelectField, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { RefusedNotice } from '#server/console/parts/refused-notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { CATALOGUE_PATH, fieldWords, KIND_WORDS, PROVIDER_WORDS, TAX_WORDS } from './words.ts';

export interface ItemData {
  /** Null where it is new. */
  item: ListedItem | null;
  values: Record<string, string>;
  refused: Refused | null;
}

/** The form for one item of the catalogue. */
export function ItemPage({ data }: { data: ItemData }) {
  const { item, refused } = data;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={CATALOGUE_PATH}>Catalogue</a>
      </nav>
      <Heading
        title={item === null ? 'New item' : <bdi>{item.name}</bdi>}
        lead="A change holds for rewards proposed from now on: what was proposed keeps its price."
      />
      <form class="stack thing-form" method="post" action={CATALOGUE_PATH}>
        <RefusedNotice refused={refused} words={fieldWords} />
        <Thing data={data} />
        <Price data={data} />
        <Reach data={data} />
        <Handover data={data} />
        <May any={['govern']}>
          <div class="thing-actions">
            <button class="button button-main" type="submit">
              {item === null ? 'Add the item' : 'Save the item'}
            </button>
          </div>
        </May>
      </form>
      {item === null ? null : <Archive item={item} />}
    </>
  );
}

/** What every field of the form shares. */
function fieldOf({ refused, values }: ItemData, name: string) {
  return { form: 'item', refused, name, value: values[name] ?? '', told: true };
}

function Options(props: { values: readonly string[]; words: Record<string, string>; chosen: string }) {
  return (
    <>
      {props.values.map((value) => (
        <option value={value} selected={value === props.chosen}>
          {props.words[value] ?? value}
        </option>
      ))}
    </>
  );
}

function Thing({ data }: { data: ItemData }) {
  const { item, values } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>What it is</legend>
      <div class="two-fields">
        <Field {...fieldOf(data, 'name')} label="Name" maxlength={100} required />
        {item === null ? (
          <Field
            {...fieldOf(data, 'id')}
            label="Id"
            hint="In the API; it stays. Small letters, digits and hyphens."
            placeholder="mug-black"
            maxlength={60}
            required
          />
        ) : (
          <>
            <input type="hidden" name="id" value={item.id} />
            <input type="hidden" name="known" value="yes" />
          </>
        )}
        <SelectField {...fieldOf(data, 'kind')} label="Kind">
          <Options values={ITEM_KINDS} words={KIND_WORDS} chosen={values['kind'] ?? ''} />
        </SelectField>
        <SelectField
          {...fieldOf(data, 'taxClass')}
          label="Tax class"
          hint="Gift cards are always as good as cash."
        >
          <Options values={TAX_CLASSES} words={TAX_WORDS} chosen={values['taxClass'] ?? ''} />
        </SelectField>
      </div>
      <TextField {...fieldOf(data, 'description')} label="Description (optional)" maxlength={500} />
      <Field
        {...fieldOf(data, 'imageUrl')}
        label="Picture (optional)"
        hint="An address that begins with https://."
        type="url"
        maxlength={500}
      />
    </fieldset>
  );
}

function Price({ data }: { data: ItemData }) {
  const { item } = data;
  const reserved = item?.reserved ?? 0;
  return (
    <fieldset class="card stack-tight">
      <legend>Price and stock</legend>
      <div class="two-fields">
        <Field {...fieldOf(data, 'price')} label="Price" inputmode="decimal" hint="0 for thanks." />
        <CurrencyField {...fieldOf(data, 'currency')} of="thanks" required />
        <Field
          {...fieldOf(data, 'cost')}
          label="Cost to you (optional)"
          hint="Where it is not the price."
          inputmode="decimal"
        />
        <CurrencyField {...fieldOf(data, 'costCurrency')} label="Cost currency" of="money" none="None" />
        <Field
          {...fieldOf(data, 'stock')}
          label="In stock (optional)"
          hint={
            reserved === 0 ? 'Empty: as many as you like.' : `${counted(reserved, 'one is', 'are')} reserved.`
          }
          inputmode="numeric"
          placeholder="No end"
        />
        <input type="hidden" name="stockShown" value={data.values['stockShown'] ?? ''} />
      </div>
    </fieldset>
  );
}

function Reach({ data }: { data: ItemData }) {
  const { values, refused } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>For whom and what</legend>
      <Boxes
        legend="Acts"
        hint="None ticked: any act."
        name="acts"
        values={values}
        refused={refused}
        choices={REWARDED.map((act) => [act, SIGNALS[act].label] as const)}
      />
      <TextField
        {...fieldOf(data, 'disclosure')}
        label="Disclosure"
        hint="What they say beside a review, testimonial, case study, talk or share: 16 CFR 255.5. Needed where it can be given for one."
        maxlength={500}
      />
      <div class="two-fields">
        <Field
          {...fieldOf(data, 'markets')}
          label="Countries (optional)"
          hint="ISO 3166 codes, separated by commas. Empty: everywhere."
          placeholder="DE, FR, US"
          maxlength={1200}
        />
        <Field
          {...fieldOf(data, 'programmes')}
          label="Programmes (optional)"
          hint="Their ids, separated by commas. Empty: all."
          placeholder="general"
          maxlength={1200}
        />
      </div>
    </fieldset>
  );
}

function Handover({ data }: { data: ItemData }) {
  return (
    <fieldset class="card stack-tight">
      <legend>Who hands it over</legend>
      <div class="two-fields">
        <SelectField {...fieldOf(data, 'provider')} label="Provider">
          <option value="">As the programme has it</option>
          <Options values={ITEM_PROVIDERS} words={PROVIDER_WORDS} chosen={data.values['provider'] ?? ''} />
        </SelectField>
        <Field
          {...fieldOf(data, 'product')}
          label="Product id (for Tremendous)"
          hint="The provider’s own id of the product."
          maxlength={100}
        />
      </div>
    </fieldset>
  );
}

function Archive({ item }: { item: ListedItem }) {
  return (
    <May any={['govern']}>
      <form class="stack" method="post" action={`${CATALOGUE_PATH}/${encodeURIComponent(item.id)}/archive`}>
        <input type="hidden" name="archived" value={item.archived ? 'no' : 'yes'} />
        <div>
          <button class="button" type="submit">
            {item.archived ? 'Offer it again' : 'Archive the item'}
          </button>
          <p class="hint">
            {item.archived
              ? 'It can be proposed again.'
              : 'Nobody can propose it any more; what was proposed stays.'}
          </p>
        </div>
      </form>
    </May>
  );
}
