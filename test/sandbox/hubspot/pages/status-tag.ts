import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { CrmRecord } from '../record.ts';
import { valueText } from './value-text.ts';

const TONES: Record<string, string> = {
  champion: 'good',
  advocate: 'good',
  candidate: 'info',
  none: '',
  resting: 'warn',
  do_not_ask: 'bad',
};

/** The status the app gave this contact, as a tag; nothing where it gave none. */
export function statusTag(sandbox: Sandbox, record: CrmRecord): Html | '' {
  const value = record.properties['groundswell_status'];
  const definition = sandbox.portal.properties.get('contacts', 'groundswell_status');
  if (!value || !definition) return '';
  return html`<span class="tag ${TONES[value] ?? 'info'}">${valueText(definition, value)}</span>`;
}
