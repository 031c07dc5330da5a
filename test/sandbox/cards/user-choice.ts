import { html } from 'hono/html';
import type { Html } from '#test/sandbox/page/page.ts';

/** Somebody of the CRM, as the choice names them. */
export interface CardUser {
  id: string;
  name: string;
}

/** Who looks at the page, and a way to look at it as somebody else. */
export function userChoice(users: readonly CardUser[], current: CardUser): Html {
  return html`<details>
    <summary class="quiet small">Signed in as ${current.name}</summary>
    <form class="inline" method="post" action="/_card/user">
      <label class="field"
        >Signed in as
        <select name="user">
          ${users.map(
            ({ id, name }) =>
              html`<option value="${id}" ${id === current.id ? 'selected' : ''}>${name}</option>`,
          )}
        </select>
      </label>
      <button>Switch</button>
    </form>
  </details>`;
}

/** Leads back to the page the choice was made on, signed in as `id`; as before where it is nobody's (null). */
export function switchUser(request: Request, cookie: string, id: string | null): Response {
  const back = new URL(request.headers.get('referer') ?? '/', 'http://sandbox').pathname;
  const headers = new Headers({ location: back });
  if (id !== null) headers.set('set-cookie', `${cookie}=${id}; Path=/; HttpOnly; SameSite=Lax`);
  return new Response(null, { status: 303, headers });
}
