import { html } from 'hono/html';
import type { Html } from '#test/sandbox/page/page.ts';
import type { Sandbox } from '#test/sandbox/salesforce/api.ts';
import { idOf, textOf, type Row } from '#test/sandbox/salesforce/org/row.ts';
import type { ObjectName } from '#test/sandbox/salesforce/schema/schema.ts';
import { userChoice, type CardUser } from '../user-choice.ts';
import { cardMarkup } from './markup.ts';

/** The app's real card on a record page, as `user` sees it. */
export function cardPanel(sandbox: Sandbox, object: ObjectName, id: string, user: Row | null): Html {
  const users = [...sandbox.org.table('User').all()].map(asUser);
  return html`<div class="stack">
    <div class="light">${cardMarkup(id, object)}</div>
    ${user === null ? '' : userChoice(users, asUser(user))}
    <script src="/_card/card.js" defer></script>
  </div>`;
}

function asUser(user: Row): CardUser {
  const left = user['IsActive'] === false ? ' (left)' : '';
  return { id: idOf(user), name: `${textOf(user, 'FirstName')} ${textOf(user, 'LastName')}${left}`.trim() };
}
