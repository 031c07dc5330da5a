import type { ListRewards200ResponseRewardsInnerValueCurrencyCodeEnum } from 'tremendous';
import type { ListedOrder, Period } from '#core/fulfilment/reconcile.ts';
import type { Problem } from '#core/problem.ts';
import type { FulfilmentProvider, OrderName, ProviderStatus } from '#server/fulfilment/provider.ts';
import type { Attempt, PayoutOrder } from '#server/workspace/outbox/doors.ts';
import { ask, tremendousClient, type TremendousClient } from './client.ts';
import { CURRENCIES } from './currencies.ts';
import { shut } from './errors.ts';
import { listed, readOrder, readOrders, statusOf, toDecimal, toMinor, type TremendousOrder } from './wire.ts';

export interface TremendousSettings {
  apiKey: string;
  baseUrl: string;
  /** What pays for orders: an id, or `balance`. */
  fundingSource: string;
  /** The campaign that says which gifts a person may choose from and how the message looks. */
  campaign: string;
}

/** Orders of one page, the most Tremendous gives; and how many pages a reconciliation reads. */
const PAGE = 500;
const MOST_PAGES = 20;

/** Gift cards, charity and transfers through Tremendous, which pays an `external_id` once. */
export function tremendous(settings: TremendousSettings): FulfilmentProvider {
  const client = tremendousClient(settings.apiKey, settings.baseUrl);
  return {
    name: 'tremendous',
    objection,
    order: (order) => place(client, settings, order),
    status: (name) => find(client, name.key),
    cancel: (name) => makeVoid(client, name),
    list: (period) => list(client, period),
    test: () => test(client),
  };
}

function objection({ currency, recipient }: PayoutOrder): Problem | null {
  if (!CURRENCIES.has(currency)) {
    return {
      code: 'invalid_input',
      message: `Tremendous pays nothing in ${currency}.`,
      remedy: 'Choose another way for this programme.',
      field: 'currency',
    };
  }
  if (recipient.email !== null) return null;
  return {
    code: 'invalid_input',
    message: 'Tremendous delivers by e-mail, and none is known of this person.',
    remedy: 'Add it to their CRM record, or hand the reward over by hand.',
    field: 'email',
  };
}

async function place(
  client: TremendousClient,
  { fundingSource, campaign }: TremendousSettings,
  order: PayoutOrder,
): Promise<Attempt<ProviderStatus>> {
  const problem = objection(order);
  if (problem !== null) return { ok: false, problem, retryAfter: null };
  const { key, amount, currency, product, recipient } = order;
  const answer = await ask(() =>
    client.orders.createOrder({
      external_id: key,
      payment: { funding_source_id: fundingSource },
      reward: {
        campaign_id: campaign,
        // Overrides the products of the campaign, and keeps its message.
        ...(product === undefined ? {} : { products: [product] }),
        value: {
          denomination: toDecimal(amount, currency),
          currency_code: currency as ListRewards200ResponseRewardsInnerValueCurrencyCodeEnum,
        },
        recipient: { name: recipient.name, email: recipient.email ?? '' },
        delivery: { method: 'EMAIL' },
      },
    }),
  );
  if (answer.ok) return accept(readOrder(answer.value.body), order);
  if (answer.problem.code !== 'key_conflict') return answer;
  // The same key with other details: the person's name or e-mail has changed since. What was ordered first stands.
  const first = await ask(() => client.orders.getOrder(key));
  return first.ok
    ? accept(readOrder(first.value.body), order)
    : { ...first, retryAfter: first.retryAfter ?? 0 };
}

/** Only an order under our key, for our money, with a status we know, is an acceptance. */
function accept(made: TremendousOrder | null, order: PayoutOrder): Attempt<ProviderStatus> {
  const status = made?.external_id === order.key ? statusOf(made) : null;
  if (made === null || status === null) {
    return shut(
      'vendor_unavailable',
      'Tremendous did not say what became of the order.',
      'It is asked again by itself, under the same key.',
      0,
    );
  }
  const value = made.rewards[0]?.value;
  if (value != null && !isSameMoney(value, order)) {
    return shut(
      'key_conflict',
      `Tremendous has order ${made.id} of ${value.denomination} ${value.currency_code} under this key.`,
      'Compare it with the reward there, and cancel what is wrong.',
      null,
    );
  }
  return { ok: true, value: status };
}

function isSameMoney(
  value: { denomination: number; currency_code: string },
  { amount, currency }: PayoutOrder,
): boolean {
  return value.currency_code === currency && toMinor(value.denomination, currency) === amount;
}

/** Orders answer to our key, so that one is found even where no answer ever told its id. */
async function find(client: TremendousClient, key: string): Promise<Attempt<ProviderStatus>> {
  const answer = await ask(() => client.orders.getOrder(key));
  if (!answer.ok) return answer;
  const order = readOrder(answer.value.body);
  const status = order?.external_id === key ? statusOf(order) : null;
  if (status !== null) return { ok: true, value: status };
  return shut('vendor_unavailable', 'Tremendous told a status that is not known.', 'It is asked again.', 0);
}

/** Void is what Tremendous shows as void: whatever the calls answer, the order is read again. */
async function makeVoid(client: TremendousClient, name: OrderName): Promise<Attempt<'void' | 'unsaid'>> {
  const before = await find(client, name.key);
  if (!before.ok) return before;
  if (before.value.state === 'returned') return { ok: true, value: 'void' };
  // An order that failed took no money and sends nothing; it stays failed under its key for good.
  if (before.value.state === 'failed' && !before.value.paid) return { ok: true, value: 'void' };
  const { item, paid } = before.value;
  const asked =
    paid && item !== null
      ? await ask(() => client.rewards.cancelReward(item))
      : await ask(() => client.orders.rejectOrder(name.key));
  const after = await find(client, name.key);
  if (after.ok && after.value.state === 'returned') return { ok: true, value: 'void' };
  // That the order is known was just read: a call that finds nothing says nothing about it.
  if (!asked.ok && asked.problem.code !== 'not_found') return asked;
  return shut('vendor_refused', 'Tremendous still shows the order as standing.', 'Cancel it there.', null);
}

async function list(client: TremendousClient, { from, to }: Period): Promise<Attempt<ListedOrder[]>> {
  const orders: ListedOrder[] = [];
  const [since, until] = [new Date(from).toISOString(), new Date(to).toISOString()];
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await ask(() =>
      client.orders.listOrders(page * PAGE, undefined, undefined, since, until, PAGE),
    );
    if (!answer.ok) return answer;
    const read = readOrders(answer.value.body);
    if (read === null) return shut('vendor_unavailable', 'Tremendous gave no list.', 'Try again.', 0);
    orders.push(...read.map(listed).filter((order) => order !== null));
    if (read.length < PAGE) return { ok: true, value: orders };
  }
  return shut('too_large', `There are more than ${PAGE * MOST_PAGES} orders.`, 'Ask for less time.', null);
}

async function test(client: TremendousClient): Promise<Attempt<string>> {
  const answer = await ask(() => client.funding.listFundingSources());
  if (!answer.ok) return answer;
  const { body } = answer.value;
  const sources = (body as { funding_sources?: unknown } | null)?.funding_sources;
  if (!Array.isArray(sources)) {
    return shut('vendor_unavailable', 'Tremendous gave no funding sources.', 'Check the address.', null);
  }
  const count = sources.length === 1 ? '1 funding source' : `${sources.length} funding sources`;
  return { ok: true, value: `Tremendous took the key. It has ${count}.` };
}
