import { initials } from '../team/members.ts';
import { html, type Markup } from './html.ts';

const HUES = 6;

/** A square with somebody's initials, its colour always the same for the same id. */
export function avatar(name: string, id: string, className = ''): Markup {
  const sum = Array.from(id, (letter) => letter.codePointAt(0) ?? 0).reduce(
    (total, code) => (total * 33 + code) % 9973,
    7,
  );
  const hue = id === 'app' ? 'app' : String(sum % HUES);
  return html`<span class="avatar hue-${hue} ${className}" aria-hidden="true"
    >${id === 'app' ? '≈' : initials(name)}</span
  >`;
}
