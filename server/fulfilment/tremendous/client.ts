import { Configuration, FundingSourcesApi, OrdersApi, RewardsApi } from 'tremendous';
import type { Attempt } from '#server/workspace/outbox/doors.ts';
import { answerOf, unanswered } from './errors.ts';

const TIMEOUT = 10_000;

/** The calls of Tremendous we make, through its own client. */
export interface TremendousClient {
  orders: OrdersApi;
  rewards: RewardsApi;
  funding: FundingSourcesApi;
}

/**
 * A client for one request; nothing of it is kept. It sends by fetch, follows no redirect, and hands every answer over
 * as text, so that what is not what it should be is found out by us.
 */
export function tremendousClient(apiKey: string, baseUrl: string): TremendousClient {
  const configuration = new Configuration({
    basePath: baseUrl,
    accessToken: apiKey,
    baseOptions: {
      adapter: 'fetch',
      timeout: TIMEOUT,
      maxContentLength: 5_000_000,
      responseType: 'text',
      transformResponse: [(body: unknown) => body],
      validateStatus: () => true,
      fetchOptions: { redirect: 'manual' },
    },
  });
  return {
    orders: new OrdersApi(configuration),
    rewards: new RewardsApi(configuration),
    funding: new FundingSourcesApi(configuration),
  };
}

interface Answered {
  status: number;
  data: unknown;
  headers: unknown;
}

/** The JSON of a call that succeeded; what it did is unknown where it ended without an answer. */
export async function ask(
  call: () => Promise<Answered>,
): Promise<Attempt<{ status: number; body: unknown }>> {
  try {
    const { status, data, headers } = await call();
    return answerOf(status, typeof data === 'string' ? data : '', headers);
  } catch (error) {
    return unanswered(error);
  }
}
