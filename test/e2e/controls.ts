import { until, type RunningGroundswell } from '#test/support/running.ts';
import type { Person, Transaction } from './shapes.ts';

/** The people of the sandbox's Slack workspace who press buttons here. */
export const ANA = 'U0ANAORTIZ';
export const MARCUS = 'U0MARCUSBL';

export interface SlackMessage {
  ts: string;
  channel: string;
  text: string;
  byApp: boolean;
  blocks: { type: string; elements?: { action_id?: string }[] }[];
  ephemeralTo: string | null;
  pings: unknown[];
  warnings: unknown[];
  revision: number;
}

export type Outcome = { ok: true } | { ok: false; error: string; message: string };
export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<T>;
export type Controls = ReturnType<typeof controlsOf>;

/** The vendors' levers, pulled over HTTP as somebody outside their process would. */
export function controlsOf({ sandbox: { ports } }: Pick<RunningGroundswell, 'sandbox'>) {
  const hubspot = asker(ports.hubspot);
  const slack = asker(ports.slack);
  const payouts = asker(ports.payouts);
  const salesforce = asker(ports.salesforce);
  const messages = () => slack<SlackMessage[]>('GET', 'messages');
  return {
    hubspot,
    slack,
    payouts,
    salesforce,
    messages,
    /** The newest message whose text matches, once there is one. */
    message: (text: RegExp): Promise<SlackMessage> =>
      eventually(
        async () => (await messages()).findLast((message) => text.test(message.text)),
        `a message like ${text}`,
      ),
    press: (user: string, { ts }: Pick<SlackMessage, 'ts'>, action: string) =>
      slack<Outcome>('POST', 'press', { user, place: ts, action }),
    paid: () => payouts<{ asked: number; payouts: { key: string; amount: number }[] }>('GET', 'state'),
    record: (id: string) =>
      hubspot<{ properties: Record<string, string | null> }>('GET', `records/0-1/${id}`),
    /** Turns some of HubSpot's knobs. */
    turn: (knobs: Record<string, unknown>) => hubspot('PATCH', 'knobs', knobs),
  };
}

/** Asks until the answer is there, and gives it. */
export async function eventually<T>(
  ask: () => Promise<T | null | undefined>,
  what: string,
  limit?: number,
): Promise<T> {
  let found: T | null | undefined;
  await until(
    async () => {
      found = await ask();
      return found !== null && found !== undefined;
    },
    what,
    limit,
  );
  return found as T;
}

/** The buttons a message offers, by action id. */
export function buttonsOf(message: SlackMessage): string[] {
  return message.blocks.flatMap((block) =>
    block.type === 'actions' ? (block.elements ?? []).flatMap((element) => element.action_id ?? []) : [],
  );
}

/** What each account holds once every entry is added up; throws where a transaction does not sum to zero. */
export function balancesOf(transactions: readonly Transaction[]): Record<string, number> {
  const balances: Record<string, number> = {};
  for (const { id, entries } of transactions) {
    const sums = new Map<string, number>();
    for (const { account, currency, amount } of entries) {
      sums.set(currency, (sums.get(currency) ?? 0) + amount);
      balances[account] = (balances[account] ?? 0) + amount;
    }
    for (const [currency, sum] of sums) if (sum !== 0) throw new Error(`${id} is off by ${sum} ${currency}`);
  }
  return balances;
}

/** Every item of a list, page after page. */
export async function everyItem<T>(g: Pick<RunningGroundswell, 'api'>, path: string): Promise<T[]> {
  const items: T[] = [];
  let cursor = '';
  for (;;) {
    const page = await g.api<{ items: T[]; next: string | null }>(`${path}${cursor}`);
    items.push(...page.items);
    if (page.next === null) return items;
    cursor = `&cursor=${encodeURIComponent(page.next)}`;
  }
}

/** People whom nobody takes for somebody else, best first: what is proposed for the others is held. */
export async function undoubtedPeople(g: Pick<RunningGroundswell, 'api'>): Promise<Person[]> {
  const doubted = JSON.stringify(await g.api('/identity/suggestions?limit=200'));
  const { items } = await g.api<{ items: Person[] }>('/people?sort=-propensity&limit=200');
  return items.filter(({ id }) => !doubted.includes(`"${id}"`));
}

function asker(port: number): Ask {
  return async <T>(method: string, path: string, body?: unknown) => {
    const response = await fetch(`http://127.0.0.1:${port}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
    return (text === '' ? null : JSON.parse(text)) as T;
  };
}
