import { html } from 'hono/html';
import type { Html } from '#test/sandbox/page/page.ts';
import type { Sandbox } from '#test/sandbox/hubspot/api.ts';
import { OBJECT_TYPE_IDS, type CrmRecord, type ObjectType } from '#test/sandbox/hubspot/record.ts';
import { userIdOf } from '#test/sandbox/hubspot/routes/owners.ts';
import type { Owner } from '#test/sandbox/hubspot/portal.ts';
import { userChoice, type CardUser } from '../user-choice.ts';
import { appUrl } from './proxy.ts';
import type { HostContext } from './host.ts';

/** The app's real card on a record page, as `user` sees it. */
export function cardPanel(sandbox: Sandbox, type: ObjectType, record: CrmRecord, user: Owner | null): Html {
  return html`<section class="panel card light" aria-labelledby="card-title">
    <h2 id="card-title">Groundswell</h2>
    <div data-hubspot-card="${JSON.stringify(contextOf(sandbox, type, record, user))}"></div>
    ${user === null ? '' : userChoice(sandbox.portal.owners.map(asUser), asUser(user))}
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

function asUser(owner: Owner): CardUser {
  return { id: owner.id, name: nameOf(owner) };
}

function nameOf({ firstName, lastName, archived }: Owner): string {
  return `${firstName} ${lastName}${archived ? ' (left)' : ''}`;
}
