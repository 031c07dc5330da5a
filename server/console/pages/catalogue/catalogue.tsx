import { Badge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { CATALOGUE_PATH, itemHref, KIND_WORDS, reachWords, TAX_WORDS } from './words.ts';

const COLUMNS = [
  { label: 'Item', kind: 'wide' as const },
  { label: 'Price', kind: 'number' as const },
  { label: 'Stock', kind: 'number' as const },
  { label: 'Given' },
  { label: 'Tax' },
];

/** What rewards can be. */
export function CataloguePage({ items }: { items: ListedItem[] }) {
  return (
    <>
      <Heading title="Catalogue" lead="What a reward can be, what it costs, and how many are left.">
        <May any={['govern']}>
          <a class="button button-main" href={`${CATALOGUE_PATH}/items/new`}>
            New item
          </a>
        </May>
      </Heading>
      <Table caption="The catalogue" columns={COLUMNS}>
        {items.map((item) => (
          <ItemRow item={item} />
        ))}
      </Table>
    </>
  );
}

function ItemRow({ item }: { item: ListedItem }) {
  const { id, name, kind, price, currency, taxClass, archived } = item;
  return (
    <Row>
      <Cell label="Item" kind="lead">
        <span>
          <a href={itemHref(id)}>
            <bdi>{name}</bdi>
          </a>{' '}
          {archived ? <Badge tone="calm">Archived</Badge> : null}
          <span class="under">
            {KIND_WORDS[kind]}
            {item.description === '' ? null : (
              <>
                {' · '}
                <bdi>{item.description}</bdi>
              </>
            )}
          </span>
        </span>
      </Cell>
      <Cell label="Price" kind="number">
        <span>
          <Money amount={price} currency={currency} />
          {item.cost === null ? null : (
            <span class="under">
              costs <Money {...item.cost} />
            </span>
          )}
        </span>
      </Cell>
      <Cell label="Stock" kind="number">
        <Stock item={item} />
      </Cell>
      <Cell label="Given">{reachWords(item) ?? <span class="quiet">For any act, anywhere</span>}</Cell>
      <Cell label="Tax">{TAX_WORDS[taxClass]}</Cell>
    </Row>
  );
}

function Stock({ item: { stock, reserved } }: { item: ListedItem }) {
  if (stock === null) return <span class="quiet">No end</span>;
  const left = stock - reserved;
  return (
    <span>
      {left === 0 ? <Badge tone="warm">Out of stock</Badge> : formatNumber(left)}
      {reserved === 0 ? null : <span class="under">{formatNumber(reserved)} reserved</span>}
    </span>
  );
}
