import type { Rejected } from './tables.ts';
import type { ToldSignal } from './signals.ts';

/** A running server's API. */
export interface Api {
  url: string;
  token: string;
}

interface BatchAnswer {
  items: { created: boolean; problem: { code: string; message: string } | null }[];
}

export interface Sent {
  created: number;
  repeats: number;
  rejected: Rejected[];
}

interface AccountsPage {
  items: RankedAccount[];
  next: string | null;
}

export interface RankedAccount {
  name: string;
  domain: string | null;
  /** Null where too little is known. */
  propensity: number | null;
  confidence: number;
}

const BATCH = 1_000;

/** Sends signals a thousand at a time; what was refused comes back with the row that told it. */
export async function sendSignals(
  api: Api,
  signals: readonly ToldSignal[],
  progress: (done: number) => void,
): Promise<Sent> {
  const sent: Sent = { created: 0, repeats: 0, rejected: [] };
  for (let from = 0; from < signals.length; from += BATCH) {
    const batch = signals.slice(from, from + BATCH);
    const { items } = await ask<BatchAnswer>(api, '/signals/batch', {
      items: batch.map(({ input }) => input),
    });
    for (const [at, { created, problem }] of items.entries()) {
      const { table = 'accounts', row = 0 } = batch[at] ?? {};
      if (problem !== null) sent.rejected.push({ table, row, code: problem.code, message: problem.message });
      else if (created) sent.created += 1;
      else sent.repeats += 1;
    }
    progress(from + batch.length);
  }
  return sent;
}

/** The best accounts of these domains, as the page _Accounts_ ranks them; others the server knows are left out. */
export async function rankedAccounts(
  api: Api,
  domains: ReadonlySet<string>,
  limit: number,
): Promise<RankedAccount[]> {
  const ranked: RankedAccount[] = [];
  for (let cursor: string | null = ''; cursor !== null && ranked.length < limit;) {
    const path = `/accounts?sort=-propensity&limit=200&cursor=${encodeURIComponent(cursor)}`;
    const page: AccountsPage = await ask<AccountsPage>(api, path);
    ranked.push(...page.items.filter(({ domain }) => domains.has(domain ?? '')));
    cursor = page.next;
  }
  return ranked.slice(0, limit);
}

async function ask<T>({ url, token }: Api, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: body === undefined ? null : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path} was answered ${answer.status}: ${await answer.text()}`);
  return answer.json<T>();
}
