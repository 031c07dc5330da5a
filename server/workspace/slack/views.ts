import { displayActor } from '#core/actor/actor.ts';
import { shortfallWords } from '#core/score/evidence.ts';
import type { AdvocateView, AlertState } from '#slack-app/features/advocate-alert/view.ts';
import { alertStateOf } from './alerts.ts';
import { explainPerson } from '#server/workspace/people/outlook.ts';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import type { Store } from '#server/workspace/store.ts';

const VENDOR_NAMES: Record<string, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** A person as Slack shows them, with the reasons for the score. */
export function toAdvocateView(store: Store, person: PersonDetail): AdvocateView {
  const link = person.links[0];
  const { lines } = explainPerson(store, Number(person.id));
  return {
    personId: person.id,
    name: person.name,
    title: person.title,
    company: person.company,
    tier:
      person.tier === 'none'
        ? 'Not an advocate'
        : `${person.tier.charAt(0).toUpperCase()}${person.tier.slice(1)}`,
    propensity: person.propensity,
    confidence: Math.round(person.confidence * 100),
    shortfall: person.shortfall === null ? null : shortfallWords(person.shortfall),
    reasons: lines
      .filter((line) => line.points !== 0)
      .slice(0, 5)
      .map(({ label, points }) => ({ label, points })),
    record: link === undefined ? null : { crm: VENDOR_NAMES[link.vendor] ?? link.vendor, url: link.url },
  };
}

/** Where the alert about a person stands. */
export function alertState(store: Store, personId: string): AlertState {
  const last = alertStateOf(store, personId);
  if (last === null) return { kind: 'new' };
  const by = displayActor(last.actor);
  if (last.action === 'person.thanked') return { kind: 'thanked', by, at: last.at };
  const until = Number(last.detail);
  return until > store.now() ? { kind: 'snoozed', by, until } : { kind: 'new' };
}
