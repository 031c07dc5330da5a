import { expect } from 'vitest';
import type { RunningGroundswell } from '#test/support/running.ts';
import { eventually } from './controls.ts';
import type { Health } from './shapes.ts';
import { leadsTo, type Visitor } from './visitor.ts';

export interface SalesforceSetup {
  usage: { used: number; limit: number } | null;
  share: number;
  webhookUrl: string;
}

type Running = Pick<RunningGroundswell, 'sandbox' | 'api'>;

/** The one organisation of the sandbox: its records, and our connection to it. */
export function salesforceOf({ sandbox, api }: Running) {
  const org = sandbox.salesforce.sandbox;
  const id = `salesforce-${org.org.id}`;
  const health = () => api<Health>(`/connections/${id}/health`);
  return {
    ...org,
    id,
    health,
    setup: () => api<SalesforceSetup>(`/connections/${id}/salesforce`),
    /** Looks for changes and resolves once it has; `full` reads everything again. */
    async read(full = false): Promise<void> {
      const before = await health();
      await api(`/connections/${id}/sync?full=${full}`, {});
      await eventually(async () => {
        const { state, lastPollAt, finishedAt, problem } = await health();
        if (state === 'revoked') throw new Error(`the connection ended: ${problem?.message}`);
        const isRead = full
          ? finishedAt !== null && finishedAt !== before.finishedAt
          : lastPollAt !== null && lastPollAt !== before.lastPollAt;
        return isRead && state === 'live' ? true : null;
      }, 'the read');
    },
    /** Who is to be a person: contacts, and leads nobody made a contact of. */
    people(): string[] {
      return (['Contact', 'Lead'] as const).flatMap((object) =>
        [...org.org.table(object).all()]
          .filter((row) => row['IsDeleted'] !== true && row['IsConverted'] !== true)
          .map((row) => String(row['Id'])),
      );
    },
  };
}

/** Presses a button on Salesforce's consent screen; gives the address it leads back to. */
export async function decide(screen: URL, decision: 'allow' | 'deny', user: string): Promise<URL> {
  expect((await fetch(screen)).status).toBe(200);
  const form = new URLSearchParams(screen.searchParams);
  form.set('user', user);
  form.set('decision', decision);
  const action = new URL('/services/oauth2/authorize', screen);
  return leadsTo(await fetch(action, { method: 'POST', body: form, redirect: 'manual' }));
}

/** Consents as a user of the org in a browser of theirs; gives the words of the page it ends on. */
export async function consentAs(browser: Visitor, user: string): Promise<string> {
  const screen = leadsTo(await browser.get('/connect/salesforce'));
  const back = await browser.get((await decide(screen, 'allow', user)).href);
  return browser.read(leadsTo(back).href);
}
