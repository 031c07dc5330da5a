import { html } from 'hono/html';
import { page, type Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { idOf, textOf } from '../org/row.ts';

/** A request to connect, read and checked. `challenge` is empty where there is no S256 one. */
export interface Consent {
  clientId: string;
  redirectUri: string;
  state: string;
  challenge: string;
  scopes: string[];
}

const MEANINGS: Record<string, string> = {
  api: 'Manage user data via APIs',
  refresh_token: 'Perform requests at any time',
  offline_access: 'Perform requests at any time',
  id: 'Access the identity URL service',
  openid: 'Access unique user identifiers',
  full: 'Full access',
};

/** Asks a user of the org to let the app in, as whom they choose. */
export function consentPage(sandbox: Sandbox, consent: Consent): Html {
  const users = [...sandbox.org.table('User').all()].filter(
    (user) => user['IsActive'] === true && !sandbox.grants.isFrozen(idOf(user)),
  );
  return page({
    title: 'Allow access?',
    product: 'Salesforce',
    nav: [],
    body: html`<main id="content" class="narrow">
      <form method="post" action="/services/oauth2/authorize" class="panel consent">
        <h1>Allow access?</h1>
        <p class="quiet">${sandbox.app.name} is asking to:</p>
        <ul>
          ${consent.scopes.map((scope) => html`<li>${MEANINGS[scope] ?? scope} <code>${scope}</code></li>`)}
        </ul>
        <label class="field"
          >Log in as
          <select name="user">
            ${users.map((user) => html`<option value="${idOf(user)}">${textOf(user, 'Username')}</option>`)}
          </select></label
        >
        <input type="hidden" name="response_type" value="code" />
        <input type="hidden" name="client_id" value="${consent.clientId}" />
        <input type="hidden" name="redirect_uri" value="${consent.redirectUri}" />
        <input type="hidden" name="scope" value="${consent.scopes.join(' ')}" />
        <input type="hidden" name="state" value="${consent.state}" />
        <input type="hidden" name="code_challenge" value="${consent.challenge}" />
        <input type="hidden" name="code_challenge_method" value="S256" />
        <div class="buttons">
          <button class="primary" name="decision" value="allow">Allow</button>
          <button name="decision" value="deny">Deny</button>
        </div>
      </form>
    </main>`,
  });
}

/** Says why a request to connect cannot even be shown. */
export function refusedPage(reason: string): Html {
  return page({
    title: 'OAuth error',
    product: 'Salesforce',
    nav: [],
    body: html`<main id="content" class="narrow">
      <section class="panel">
        <h1>We can’t authorize you because of an OAuth error</h1>
        <p>${reason}</p>
      </section>
    </main>`,
  });
}
