import { Hono, type Context } from 'hono';
import { refuse, type Problem } from '#core/problem.ts';
import { DEFAULT_TAX_SETTINGS, limitOn } from '#core/tax/settings.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { CataloguePage } from '#server/console/pages/catalogue/catalogue.tsx';
import { ItemPage } from '#server/console/pages/catalogue/item.tsx';
import { CATALOGUE_PATH } from '#server/console/pages/catalogue/words.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import { statusOf } from '#server/errors.ts';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { itemFaults, itemValues, ofList, readItem } from './catalogue-form.ts';
import { currencyChoices } from './currencies.ts';
import { problemPage } from './failures.tsx';
import { readForm, refusalOf } from './form.ts';

/** What stands in the form of a new item. */
const FRESH = {
  kind: 'swag',
  taxClass: 'goods',
  currency: 'USD',
  disclosure: limitOn(DEFAULT_TAX_SETTINGS, 'disclosure_text', 0),
};

/** What rewards can be, and the form for each. */
export const catalogue = new Hono<AppEnv>()
  .get('/', async (c) => {
    const items = await workspaceOf(c).catalogue.list();
    return page(c, { title: 'Catalogue', here: 'catalogue' }, <CataloguePage items={items} />);
  })
  .get('/items/new', (c) => show(c, null, FRESH, []))
  .get('/items/:id', async (c) => {
    const found = await workspaceOf(c).catalogue.get(c.req.param('id'));
    if (!found.ok) return problemPage(c, 'No such item', found.problem);
    return show(c, found.value, itemValues(found.value), []);
  })
  .post('/', async (c) => {
    const values = await readForm(c);
    const noun = workspaceOf(c).catalogue;
    const id = (values['id'] ?? '').trim();
    const known = await noun.get(id);
    const isTaken = known.ok && values['known'] !== 'yes';
    const item = known.ok && !isTaken ? known.value : null;
    const faults = [...(isTaken ? [taken.problem] : []), ...itemFaults(values, item !== null)];
    const read = readItem(values, item !== null);
    if (!read.ok || faults.length > 0) return show(c, item, values, faults);
    const kept = await noun.put(id, read.value, c.var.principal.actor);
    if (kept.ok) return redirectWith(c, CATALOGUE_PATH, { done: `${kept.value.name} is saved.` });
    return show(c, item, values, [ofList(kept.problem)]);
  })
  .post('/:id/archive', async (c) => {
    const isArchived = (await readForm(c))['archived'] === 'yes';
    const { actor } = c.var.principal;
    const kept = await workspaceOf(c).catalogue.archive(c.req.param('id'), isArchived, actor);
    if (!kept.ok) return problemPage(c, 'No such item', kept.problem);
    const done = `${kept.value.name} is ${isArchived ? 'archived' : 'offered again'}.`;
    return redirectWith(c, CATALOGUE_PATH, { done });
  });

const taken = refuse('key_conflict', 'Another item has this id.', 'Choose another.', 'id');

async function show(
  c: Context<AppEnv>,
  item: ListedItem | null,
  values: Record<string, string>,
  problems: readonly Problem[],
): Promise<Response> {
  const refused = refusalOf('item', problems, values);
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const title = item?.name ?? 'New item';
  const body = (
    <Currencies.Provider value={await currencyChoices(c)}>
      <ItemPage data={{ item, values, refused }} />
    </Currencies.Provider>
  );
  return page(c, { title, here: 'catalogue', status }, body);
}
