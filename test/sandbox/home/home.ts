import { html } from 'hono/html';
import type { Sandbox as Portal } from '../hubspot/api.ts';
import { listHref } from '../hubspot/pages/shell.ts';
import { page, type Html } from '../page/page.ts';
import type { Sandbox as Org } from '../salesforce/api.ts';
import { story } from './story.ts';

/** The two CRMs, and what the index page tells of the world around them. */
export interface HomeFacts {
  portal: Portal;
  org: Org;
  slackUrl: string;
  payoutsUrl: string;
  tremendousUrl: string;
  payouts: number;
  /** Groundswell's own address; null when it is not known. */
  consoleUrl: string | null;
  /** Signs the visitor in to the demo workspace with one press; null shows a plain link. */
  adminToken: string | null;
}

/** The first page a newcomer sees: what this is, what to do next, and how far it has come. */
export function homePage(facts: HomeFacts): Html {
  return page({
    title: 'Start',
    product: 'Groundswell',
    nav: [
      { href: '/', label: 'Start' },
      { href: listHref(facts.portal, 'contacts'), label: 'HubSpot' },
      { href: facts.org.instanceUrl, label: 'Salesforce' },
      { href: facts.slackUrl, label: 'Slack' },
      { href: facts.payoutsUrl, label: 'Payouts' },
      { href: facts.tremendousUrl, label: 'Tremendous' },
    ],
    current: '/',
    body: html`<main id="content" class="reading">
      <section class="hero">
        <h1>Watch happy customers become advocates</h1>
        <p>
          This is a HubSpot portal, a Salesforce org, a Slack workspace and a payout desk, all of them
          make-believe and all of them on this computer. They speak the real vendors’ protocols, so what
          Groundswell does here it does there.
        </p>
        ${openConsole(facts)}
      </section>
      ${standing(facts)} ${story(facts)} ${places(facts)}
    </main>`,
  });
}

function openConsole(facts: HomeFacts): Html | '' {
  if (!facts.consoleUrl) return '';
  if (!facts.adminToken)
    return html`<div class="buttons">
      <a class="button primary" href="${facts.consoleUrl}/console">Open the console</a>
    </div>`;
  return html`<form class="buttons" method="post" action="${facts.consoleUrl}/console/sign-in">
    <input type="hidden" name="token" value="${facts.adminToken}" />
    <button class="primary">Open the console</button>
  </form>`;
}

function standing({ portal, org, payouts }: HomeFacts): Html {
  const figure = (value: number, label: string) =>
    html`<div class="tile">
      <b class="number">${value.toLocaleString('en')}</b><span class="quiet small">${label}</span>
    </div>`;
  const written = [portal, org].flatMap(({ calls }) => calls.writes().map(({ id }) => id));
  return html`<section class="panel" aria-labelledby="standing" data-live="standing">
    <div class="head">
      <h2 id="standing">Right now</h2>
      ${standingTag('HubSpot', portal.install !== null)} ${standingTag('Salesforce', org.grants.live > 0)}
    </div>
    <div class="tiles figures">
      ${figure(portal.portal.counts().contacts, 'contacts in HubSpot')}
      ${figure(org.org.table('Contact').size, 'contacts in Salesforce')}
      ${figure(new Set(written).size, 'records written to')} ${figure(payouts, 'payouts')}
    </div>
  </section>`;
}

function standingTag(name: string, isConnected: boolean): Html {
  return isConnected
    ? html`<span class="tag good">${name} connected</span>`
    : html`<span class="tag warn">${name} not connected yet</span>`;
}

function places({ portal, org, slackUrl, payoutsUrl, tremendousUrl }: HomeFacts): Html {
  const tile = (href: string, name: string, text: string) =>
    html`<div class="panel tile">
      <b><a href="${href}">${name}</a></b>
      <p class="quiet">${text}</p>
    </div>`;
  return html`<section aria-labelledby="places">
    <h2 id="places" class="visually-hidden">Places</h2>
    <div class="tiles places">
      ${tile(listHref(portal, 'contacts'), 'HubSpot', `Contacts, companies and deals of portal ${portal.portal.id}.`)}
      ${tile(org.instanceUrl, 'Salesforce', 'The org of the sales team: many of the same people, seen from there.')}
      ${tile(slackUrl, 'Slack', 'The workspace where managers hear and decide.')}
      ${tile(payoutsUrl, 'Payout desk', 'Where approved rewards are really paid.')}
      ${tile(tremendousUrl, 'Tremendous', 'Gift cards by e-mail, once its key is saved in the console.')}
      ${tile('/__sandbox', 'Misbehave', 'Slow answers, lost webhooks, refused calls: try what you fear.')}
    </div>
  </section>`;
}
