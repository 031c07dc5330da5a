import type { ApiUsage } from '#connectors/connector.ts';
import { createClient } from '#connectors/salesforce/client.ts';
import { stubFetch, type Call } from '#test/connectors/hubspot/stub.ts';

export const ORG = 'https://acme.my.salesforce.com';
export const DATA = `${ORG}/services/data/v67.0`;
export const NOW = Date.UTC(2026, 10, 22);

export const json = (body: unknown, init?: ResponseInit) =>
  Response.json(body, { headers: { 'content-type': 'application/json;charset=UTF-8' }, ...init });
export const refusal = (errorCode: string, status = 400) =>
  json([{ errorCode, message: 'said' }], { status });

/** A client whose calls are answered one after another; the last answer stays. */
export function open(...answers: ((call: Call) => Response)[]) {
  const waits: number[] = [];
  const usages: ApiUsage[] = [];
  const refused: string[] = [];
  let spent = 0;
  let token = 1;
  const { fetch, calls } = stubFetch((call) => {
    const answer = answers[Math.min(calls.length, answers.length) - 1];
    if (!answer) throw new Error('no answer is left');
    return answer(call);
  });
  const client = createClient({
    apiUrl: ORG,
    accessToken: async () => `token-${token}`,
    refused: (one) => {
      refused.push(one);
      token++;
    },
    spend: async (_budget, call) => {
      spent++;
      return call();
    },
    onUsage: (usage) => usages.push(usage),
    fetch,
    now: () => NOW,
    wait: async (ms) => {
      waits.push(ms);
    },
  });
  return { client, calls, waits, usages, refused, spent: () => spent };
}

/** A page of contacts as Salesforce sends it. */
export const page = (ids: string[], next?: string) => () =>
  json({
    totalSize: 3,
    done: next === undefined,
    ...(next === undefined ? {} : { nextRecordsUrl: next }),
    records: ids.map((Id) => ({ attributes: { type: 'Contact' }, Id })),
  });
