import { html } from 'hono/html';
import { listHref as contactsHref, recordHref as contactHref, titleOf } from '../hubspot/pages/shell.ts';
import type { Html } from '../page/page.ts';
import { textOf } from '../salesforce/org/row.ts';
import { listHref as orgListHref, recordHref as orgHref } from '../salesforce/pages/shell.ts';
import type { HomeFacts } from './home.ts';
import { nearlyThere, type KnownTwice } from './known-twice.ts';

/** What to do, in the order it is worth seeing. */
export function story(facts: HomeFacts): Html {
  const person = nearlyThere(facts.portal, facts.org);
  const steps = [
    { title: 'Connect both CRMs', text: connecting(facts) },
    { title: 'See who would speak up', text: standouts(facts) },
    { title: 'Meet one person in two CRMs', text: inBoth(facts, person) },
    { title: 'Let something happen', text: happening(facts, person) },
    {
      title: 'Decide in Slack',
      text: html`An alert and a reward to approve wait <a href="${facts.slackUrl}">in the channel</a>. Press
        Approve. Press it again, if you like.`,
    },
    {
      title: 'Follow the money',
      text: html`The ledger in the console and <a href="${facts.payoutsUrl}">the payout desk</a> agree: paid,
        once.`,
    },
  ];
  return html`<section class="panel" aria-labelledby="story" data-live="story">
    <h2 id="story">The story, in six steps</h2>
    <ol class="steps">
      ${steps.map(
        ({ title, text }) =>
          html`<li>
            <div>
              <h3>${title}</h3>
              <p class="quiet">${text}</p>
            </div>
          </li>`,
      )}
    </ol>
  </section>`;
}

function connecting({ portal, org }: HomeFacts): Html {
  const missing = [
    ...(portal.install === null ? ['HubSpot'] : []),
    ...(org.grants.live === 0 ? ['Salesforce'] : []),
  ];
  if (missing.length === 0)
    return html`Done: HubSpot and Salesforce are connected, and their people arrive in the console behind
    progress bars.`;
  return html`Open the console and connect ${missing.join(' and ')}. Each asks what you allow; then its people
  arrive behind a progress bar.`;
}

function standouts(facts: HomeFacts): Html {
  const { portal, org } = facts;
  const review = (id: string, name: string) =>
    consoleLink(facts, `/connections/${id}/write-back`, `what is written to ${name}`);
  return html`Every score opens into its reasons. People Groundswell marked carry their status
    <a href="${contactsHref(portal, 'contacts')}?view=flagged">in HubSpot</a> and
    <a href="${org.instanceUrl}${orgListHref('Contact')}?view=flagged">in Salesforce</a>. The console shows
    ${review(`hubspot-${portal.portal.id}`, 'HubSpot')} and
    ${review(`salesforce-${org.org.id}`, 'Salesforce')}, change by change.`;
}

function inBoth(facts: HomeFacts, person: KnownTwice | null): Html {
  const matches = consoleLink(facts, '/matches', 'Pairs an e-mail does not prove');
  if (person === null)
    return html`Whoever has the same e-mail in both CRMs becomes one person; the first of them appears here
    once both are read. ${matches} wait for you.`;
  const { contact, twin } = person;
  const { instanceUrl, org } = facts.org;
  const accountId = textOf(twin, 'AccountId');
  const account = org.get('Account', accountId);
  return html`${titleOf('contacts', contact)} is one person with a record
    <a href="${contactHref(facts.portal, 'contacts', contact.id)}">in HubSpot</a> and one
    <a href="${instanceUrl}${orgHref('Contact', textOf(twin, 'Id'))}">in Salesforce</a>; the card on both says
    the same.
    ${
      account === null
        ? ''
        : html`On the account
            <a href="${instanceUrl}${orgHref('Account', accountId)}">${textOf(account, 'Name')}</a> it lists
            whom to ask.`
    }
    ${matches} wait for you.`;
}

function happening({ portal }: HomeFacts, person: KnownTwice | null): Html {
  const where =
    person === null
      ? html`<a href="${contactsHref(portal, 'contacts')}">any contact</a>`
      : html`<a href="${contactHref(portal, 'contacts', person.contact.id)}"
            >${titleOf('contacts', person.contact)}</a
          >
          (nearly an advocate)`;
  return html`Open ${where} and press “Log a reference call”. Within seconds the score moves, in both CRMs. Or
  act from the card: log an ask, and the other CRM says they rest.`;
}

function consoleLink({ consoleUrl }: HomeFacts, path: string, label: string): Html {
  return consoleUrl === null ? html`${label}` : html`<a href="${consoleUrl}/console${path}">${label}</a>`;
}
