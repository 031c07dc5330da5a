import { html } from 'hono/html';
import type { Html } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import type { CrmRecord } from '../record.ts';
import { valueText } from './value-text.ts';

const BAD_NEWS = new Set(['last_complaint_date', 'open_escalation_date', 'churn_risk_date']);
/** The score that belongs to a date, and how the two read together. */
const SCORED: Record<string, { score: string; reads(score: string): string }> = {
  nps_date: { score: 'nps_score', reads: (score) => `Answered NPS with ${score}` },
  csat_date: { score: 'csat_score', reads: (score) => `Answered CSAT with ${score}` },
  product_last_used: { score: 'product_usage_score', reads: () => 'Used the product' },
};
const GLANCE = [
  { name: 'nps_score', label: 'NPS', of: 10 },
  { name: 'csat_score', label: 'CSAT', of: 5 },
  { name: 'product_usage_score', label: 'Product usage', of: 100 },
];

/** The three figures at a glance, then everything dated that this person said or did, newest first. */
export function voiceTimeline(sandbox: Sandbox, record: CrmRecord): Html {
  const dated = sandbox.portal.properties
    .list('contacts')
    .filter((one) => one.groupName === 'customer_voice' && one.type === 'date')
    .map((definition) => ({ definition, on: record.properties[definition.name] ?? '' }))
    .filter((one) => one.on !== '')
    .toSorted((a, b) => b.on.localeCompare(a.on));
  return html`<section class="panel" aria-labelledby="voice" data-live="voice">
    <h2 id="voice">Customer voice</h2>
    <div class="glance">${GLANCE.map((one) => glance(record, one))}</div>
    ${
      dated.length === 0
        ? html`<p class="quiet">Nothing dated is known yet. Log a reference call to begin.</p>`
        : html`<ol class="timeline">
            ${dated.map(
              ({ definition, on }) =>
                html`<li class="${BAD_NEWS.has(definition.name) ? 'bad' : 'good'}">
                  <strong>${sentence(record, definition.name, definition.label)}</strong><br />
                  <span class="quiet small">${valueText(definition, on)}</span>
                </li>`,
            )}
          </ol>`
    }
  </section>`;
}

function glance(record: CrmRecord, figure: (typeof GLANCE)[number]): Html {
  const value = record.properties[figure.name];
  return html`<div class="tile">
    <span class="quiet small">${figure.label}</span>
    <b class="number"
      >${value ?? '--'}${value ? html`<span class="quiet small"> of ${figure.of}</span>` : ''}</b
    >
  </div>`;
}

function sentence(record: CrmRecord, name: string, label: string): string {
  const scored = SCORED[name];
  const score = scored && record.properties[scored.score];
  if (scored && score) return scored.reads(score);
  const bare = label.replace(/^Last /, '').replace(/ on$/, '');
  return bare.charAt(0).toUpperCase() + bare.slice(1);
}
