import { hubspot } from '@hubspot/ui-extensions';
import { isActionAnswer, isCard, readAnswer, UNREACHABLE, type Answer } from './answer.ts';
import type {
  Card,
  CardActionAnswer,
  CardActionBodies,
  CardActionName,
  CardRecordKind,
} from './card-contract.ts';

const TIMEOUT_MS = 15_000;

/** Groundswell, as a card may ask it. HubSpot's proxy signs every call and adds who is asking. */
export interface Api {
  card(kind: CardRecordKind, id: string): Promise<Answer<Card>>;
  act<N extends CardActionName>(name: N, body: CardActionBodies[N]): Promise<Answer<CardActionAnswer>>;
}

/** The calls of this card to Groundswell at `base`. They never throw. */
export function createApi(base: string): Api {
  return {
    card: (kind, id) =>
      ask(`${base}/crm/hubspot/card?kind=${kind}&id=${encodeURIComponent(id)}`, null, isCard),
    act: (name, body) => ask(`${base}/crm/hubspot/actions/${name}`, { ...body }, isActionAnswer),
  };
}

async function ask<T>(
  url: string,
  body: Record<string, unknown> | null,
  isExpected: (x: unknown) => x is T,
): Promise<Answer<T>> {
  try {
    const response = await hubspot.fetch(
      url,
      body === null ? { method: 'GET', timeout: TIMEOUT_MS } : { method: 'POST', timeout: TIMEOUT_MS, body },
    );
    return await readAnswer(response, isExpected);
  } catch {
    return { ok: false, failure: UNREACHABLE };
  }
}
