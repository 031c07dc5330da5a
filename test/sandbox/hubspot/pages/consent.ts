import { html } from 'hono/html';
import { page, type Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';

/** A request to connect, read and checked. */
export interface Consent {
  clientId: string;
  redirectUri: string;
  state: string;
  challenge: string | null;
  required: string[];
  optional: string[];
}

const MEANINGS: Record<string, string> = {
  oauth: 'Know which account it is connected to',
  'crm.objects.contacts.read': 'See contacts and their properties',
  'crm.objects.contacts.write': 'Change properties of contacts',
  'crm.objects.companies.read': 'See companies',
  'crm.objects.companies.write': 'Change properties of companies',
  'crm.objects.deals.read': 'See deals',
  'crm.objects.deals.write': 'Change properties of deals',
  'crm.objects.owners.read': 'See who owns a record',
  'crm.schemas.contacts.read': 'See which contact properties exist',
  'crm.schemas.contacts.write': 'Add contact properties of its own',
};

/** Asks the person to connect the app, scope by scope. */
export function consentPage(sandbox: Sandbox, consent: Consent): Html {
  const scope = (name: string) => html`
    <label class="scope">
      <input type="checkbox" name="grant" value="${name}" checked />
      <span><strong>${MEANINGS[name] ?? name}</strong><code>${name}</code></span>
    </label>
  `;
  return page({
    title: `Connect ${sandbox.app.name}`,
    product: 'HubSpot',
    nav: [],
    body: html`<main id="content" class="narrow">
      <form method="post" action="/oauth/authorize" class="panel consent">
        <h1>Connect ${sandbox.app.name} to HubSpot</h1>
        <p class="quiet">Portal ${sandbox.portal.id}. ${sandbox.app.name} is asking to:</p>
        <fieldset>
          <legend class="visually-hidden">Permissions</legend>
          ${consent.required.map(scope)}
        </fieldset>
        ${
          consent.optional.length > 0
            ? html`<fieldset>
                <legend>Optional</legend>
                ${consent.optional.map(scope)}
              </fieldset>`
            : ''
        }
        <p class="quiet">Untick a permission to see how the app behaves without it.</p>
        <input type="hidden" name="client_id" value="${consent.clientId}" />
        <input type="hidden" name="redirect_uri" value="${consent.redirectUri}" />
        <input type="hidden" name="scope" value="${consent.required.join(' ')}" />
        <input type="hidden" name="optional_scope" value="${consent.optional.join(' ')}" />
        <input type="hidden" name="state" value="${consent.state}" />
        <input type="hidden" name="code_challenge" value="${consent.challenge ?? ''}" />
        <div class="buttons">
          <button class="primary" name="action" value="connect">Connect app</button>
          <button name="action" value="cancel">Cancel</button>
        </div>
      </form>
    </main>`,
  });
}

/** Says why a request to connect cannot even be shown. */
export function refusedPage(reason: string): Html {
  return page({
    title: 'Cannot connect',
    product: 'HubSpot',
    nav: [],
    body: html`<main id="content" class="narrow">
      <section class="panel">
        <h1>This app cannot be connected</h1>
        <p>${reason}</p>
      </section>
    </main>`,
  });
}
