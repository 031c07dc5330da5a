import { generateKeyPairSync } from 'node:crypto';
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

/** A key pair to sign in with; the private one as it stands in a variable. */
export function signingKeys(): { publicKey: string; privateKey: string } {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { publicKey, privateKey: privateKey.replaceAll('\n', String.raw`\n`) };
}

/** The one organisation of the sandbox: its records, and our connection to it. */
export function salesforceOf({ sandbox, api }: Running) {
  const org = sandbox.salesforce.sandbox;
  const id = `salesforce-${org.org.id}`;
  const health = () => api<Health>(`/connections/${id}/health`);
  const untilHealth = (isSo: (now: Health) => boolean, what: string) =>
    eventually(async () => {
      const now = await health();
      return isSo(now) ? now : null;
    }, `${id} to be ${what}`);
  return {
    ...org,
    id,
    health,
    setup: () => api<SalesforceSetup>(`/connections/${id}/salesforce`),
    /** Resolves once the connection stands so. */
    untilState: (state: Health['state']) => untilHealth((now) => now.state === state, state),
    /** Resolves once everything was read again since that time. */
    untilReadSince: (finishedAt: number | null) =>
      untilHealth((now) => now.state === 'live' && now.finishedAt !== finishedAt, 'read again'),
    /** Looks for changes and resolves once it has; `full` reads everything again. */
    async read(full = false): Promise<void> {
      const { lastPollAt, finishedAt } = await health();
      await api(`/connections/${id}/sync?full=${full}`, {});
      const isRead = (now: Health) =>
        full ? now.finishedAt !== finishedAt : now.lastPollAt !== null && now.lastPollAt !== lastPollAt;
      await untilHealth((now) => now.state === 'live' && isRead(now), 'read');
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
