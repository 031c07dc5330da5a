import { initials } from '../team/members.ts';
import { html, type Markup } from './html.ts';

const HUES = 6;

/** A square with somebody's initials, its colour always the same for the same id. */
export function avatar(name: string, id: string): Markup {
  const hue =
    id === 'app'
      ? 'app'
      : String([...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % HUES);
  return html`<span class="avatar hue-${hue}" aria-hidden="true"
    >${id === 'app' ? '≈' : initials(name)}</span
  >`;
}
