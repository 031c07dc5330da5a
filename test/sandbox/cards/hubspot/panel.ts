import { html } from 'hono/html';
import type { Html } from '#test/sandbox/page/page.ts';
import type { Sandbox } from '#test/sandbox/hubspot/api.ts';
import { OBJECT_TYPE_IDS, type CrmRecord, type ObjectType } from '#test/sandbox/hubspot/record.ts';
import { userIdOf } from '#test/sandbox/hubspot/routes/owners.ts';
import type { Owner } from '#test/sandbox/hubspot/portal.ts';
import { appUrl } from './proxy.ts';
import type { HostContext } from './host.ts';

/** The app's real card on a record page, as `user` sees it. */
export function cardPanel(sandbox: Sandbox, type: ObjectType, record: CrmRecord, user: Owner | null): Html {
  return html`<section class="panel card light" aria-labelledby="card-title">
    <h2 id="card-title">Groundswell</h2>
    <div data-hubspot-card="${JSON.stringify(contextOf(sandbox, type, record, user))}"></div>
    ${user === null ? '' : userChoice(sandbox, user)}
    <script src="/_card/card.js" defer></script>
  </section>`;
}

function contextOf(sandbox: Sandbox, type: ObjectType, record: CrmRecord, user: Owner | null): HostContext {
  const { portal, timeZone } = sandbox;
  const url = appUrl(sandbox);
  return {
    location: 'crm.record.sidebar',
    crm: { objectId: record.id, objectTypeId: OBJECT_TYPE_IDS[type] },
    portal: { id: portal.id, timezone: timeZone },
    user: {
      id: user === null ? 0 : userIdOf(user.id),
      email: user?.email ?? '',
      firstName: user?.firstName ?? '',
      lastName: user?.lastName ?? '',
    },
    variables: url === null ? {} : { GROUNDSWELL_URL: url },
  };
}

function userChoice(sandbox: Sandbox, user: Owner): Html {
  return html`<details>
    <summary class="quiet small">Signed in as ${nameOf(user)}</summary>
    <form class="inline" method="post" action="/_card/user">
      <label class="field"
        >Signed in as
        <select name="owner">
          ${sandbox.portal.owners.map(
            (one) =>
              html`<option value="${one.id}" ${one.id === user.id ? 'selected' : ''}>${nameOf(one)}</option>`,
          )}
        </select>
      </label>
      <button>Switch</button>
    </form>
  </details>`;
}

function nameOf({ firstName, lastName, archived }: Owner): string {
  return `${firstName} ${lastName}${archived ? ' (left)' : ''}`;
}
