import { html } from 'hono/html';
import type { Sandbox } from '../hubspot/api.ts';
import { listHref, recordHref, titleOf } from '../hubspot/pages/shell.ts';
import { search, searchSchema } from '../hubspot/search.ts';
import { page, type Html } from '../page/page.ts';

/** What the index page tells of the world around the portal. */
export interface HomeFacts {
  slackUrl: string;
  payoutsUrl: string;
  payouts: number;
  /** Groundswell's own address; null when it is not known. */
  consoleUrl: string | null;
  /** Signs the visitor in to the demo workspace with one press; null shows a plain link. */
  adminToken: string | null;
}

/** The first page a newcomer sees: what this is, what to do next, and how far it has come. */
export function homePage(sandbox: Sandbox, facts: HomeFacts): Html {
  return page({
    title: 'Start',
    product: 'Groundswell',
    nav: [
      { href: '/', label: 'Start' },
      { href: listHref(sandbox, 'contacts'), label: 'HubSpot' },
      { href: facts.slackUrl, label: 'Slack' },
      { href: facts.payoutsUrl, label: 'Payouts' },
    ],
    current: '/',
    body: html`<main id="content" class="reading">
      <section class="hero">
        <h1>Watch happy customers become advocates</h1>
        <p>
          This is a HubSpot portal, a Slack workspace and a payout desk, all of them make-believe and all of
          them on this computer. They speak the real vendors’ protocols, so what Groundswell does here it does
          there.
        </p>
        ${openConsole(facts)}
      </section>
      ${standing(sandbox, facts)} ${story(sandbox, facts)} ${places(sandbox, facts)}
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

function standing(sandbox: Sandbox, facts: HomeFacts): Html {
  const { contacts, companies, deals } = sandbox.portal.counts();
  const written = new Set(sandbox.calls.writes().map((write) => write.id)).size;
  const figure = (value: number, label: string) =>
    html`<div class="tile">
      <b class="number">${value.toLocaleString('en')}</b><span class="quiet small">${label}</span>
    </div>`;
  return html`<section class="panel" aria-labelledby="standing" data-live="standing">
    <div class="head">
      <h2 id="standing">Right now</h2>
      ${
        sandbox.install
          ? html`<span class="tag good">HubSpot connected</span>`
          : html`<span class="tag warn">HubSpot not connected yet</span>`
      }
    </div>
    <div class="tiles figures">
      ${figure(contacts, 'contacts')} ${figure(companies, 'companies')} ${figure(deals, 'deals')}
      ${figure(written, 'records written to')} ${figure(facts.payouts, 'payouts')}
    </div>
  </section>`;
}

function connectText(sandbox: Sandbox): string {
  return sandbox.install
    ? 'Done: the portal is connected, and its contacts arrive in the console behind a progress bar.'
    : 'Open the console and press Connect. The portal asks what you allow; then its contacts arrive behind a progress bar.';
}

function story(sandbox: Sandbox, facts: HomeFacts): Html {
  const contacts = listHref(sandbox, 'contacts');
  return html`<section class="panel" aria-labelledby="story">
    <h2 id="story">The story, in five steps</h2>
    <ol class="steps">
      <li>
        <div>
          <h3>Connect HubSpot</h3>
          <p class="quiet">${connectText(sandbox)}</p>
        </div>
      </li>
      <li>
        <div>
          <h3>See who would speak up</h3>
          <p class="quiet">
            Every score opens into its reasons. In HubSpot,
            <a href="${contacts}?view=flagged">the people Groundswell marked</a> carry a card.
          </p>
        </div>
      </li>
      <li>
        <div>
          <h3>Let something happen</h3>
          <p class="quiet">
            Open ${nearlyThere(sandbox, contacts)} and press “Log a reference call”. Within seconds the score
            moves.
          </p>
        </div>
      </li>
      <li>
        <div>
          <h3>Decide in Slack</h3>
          <p class="quiet">
            An alert and a reward to approve wait <a href="${facts.slackUrl}">in the channel</a>. Press
            Approve. Press it again, if you like.
          </p>
        </div>
      </li>
      <li>
        <div>
          <h3>Follow the money</h3>
          <p class="quiet">
            The ledger in the console and <a href="${facts.payoutsUrl}">the payout desk</a> agree: paid, once.
          </p>
        </div>
      </li>
    </ol>
  </section>`;
}

function places(sandbox: Sandbox, facts: HomeFacts): Html {
  const tile = (href: string, name: string, text: string) =>
    html`<div class="panel tile">
      <b><a href="${href}">${name}</a></b>
      <p class="quiet">${text}</p>
    </div>`;
  return html`<section aria-labelledby="places">
    <h2 id="places" class="visually-hidden">Places</h2>
    <div class="tiles">
      ${tile(listHref(sandbox, 'contacts'), 'HubSpot', `Contacts, companies and deals of portal ${sandbox.portal.id}.`)}
      ${tile(facts.slackUrl, 'Slack', 'The workspace where managers hear and decide.')}
      ${tile(facts.payoutsUrl, 'Payout desk', 'Where approved rewards are really paid.')}
      ${tile('/__sandbox', 'Misbehave', 'Slow answers, lost webhooks, refused calls: try what you fear.')}
    </div>
  </section>`;
}

/** A contact whom one more act makes an advocate, so that the story goes on; any contact before the first sync. */
function nearlyThere(sandbox: Sandbox, contacts: string): Html {
  const candidate = { propertyName: 'groundswell_status', operator: 'EQ', value: 'candidate' };
  const query = searchSchema.parse({
    filterGroups: [{ filters: [candidate] }],
    sorts: ['-groundswell_propensity'],
    limit: 1,
  });
  const found = search(sandbox.portal, 'contacts', query, sandbox.now() + 86_400_000);
  const best = typeof found === 'string' ? undefined : found.records[0];
  return best === undefined
    ? html`<a href="${contacts}">any contact</a>`
    : html`<a href="${recordHref(sandbox, 'contacts', best.id)}">${titleOf('contacts', best)}</a> (nearly an
        advocate)`;
}
