import { expect } from 'vitest';
import type { Card, CardPerson } from '#core/card/card.ts';

/** Holds an answer against the refusal it should be; gives its words. */
export async function expectRefusal(
  sent: () => Promise<Response>,
  status: number,
  code: string,
): Promise<{ detail: string; remedy: string }> {
  const response = await sent();
  const body: { detail: string; remedy: string } = await response.json();
  expect(body).toMatchObject({ status, code });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect([body.detail, body.remedy]).not.toContain('');
  return body;
}

/** The JSON of a success, which nothing on the way may keep. */
export async function answerOf<T>(sent: () => Promise<Response>): Promise<T> {
  const response = await sent();
  const text = await response.text();
  expect([response.status, text]).toEqual([200, expect.any(String)]);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return JSON.parse(text) as T;
}

/** The person a card shows. */
export function personOf({ subject }: Card): CardPerson {
  if (subject.kind !== 'person') throw new Error(`the card shows ${subject.kind}`);
  return subject.person;
}

/** How many people a card lists. */
export function listedOn({ subject }: Card): number {
  if (subject.kind !== 'people') throw new Error(`the card shows ${subject.kind}`);
  return subject.people.length;
}
