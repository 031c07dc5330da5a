/** @jsxImportSource react */
import { useMemo } from 'react';
import { createApi } from './api.ts';
import { baseUrl } from './base-url.ts';
import type { CardRecordKind } from './card-contract.ts';
import { createDates } from './dates.ts';
import { FailureView } from './failure-view.tsx';
import { RecordCard } from './record-card.tsx';

/** What HubSpot tells a card of the page it stands on. */
export interface CardContext {
  crm: { objectId: number; objectTypeId: string };
  portal: { timezone: string };
  variables?: Record<string, string | number | bigint | boolean>;
}

interface AdvocacyCardProps {
  context: CardContext;
  /** Closes a modal by its id. */
  closeOverlay: (id: string) => void;
  /** Epoch milliseconds. */
  now: () => number;
}

const KINDS: ReadonlyMap<string, CardRecordKind> = new Map([
  ['0-1', 'contact'],
  ['0-2', 'company'],
  ['0-3', 'deal'],
]);

/** The whole card, on whatever record it stands. */
export function AdvocacyCard({ context, closeOverlay, now }: AdvocacyCardProps) {
  const base = baseUrl(context.variables);
  const kind = KINDS.get(context.crm.objectTypeId);
  const { timezone } = context.portal;
  const api = useMemo(() => createApi(base ?? ''), [base]);
  const dates = useMemo(() => createDates(timezone, now), [timezone, now]);
  if (base === null) return <FailureView failure={NO_HOST} />;
  if (kind === undefined) return <FailureView failure={OTHER_RECORD} />;
  const record = { kind, id: String(context.crm.objectId) };
  return <RecordCard key={`${kind}:${record.id}`} record={record} desk={{ api, dates, closeOverlay }} />;
}

const NO_HOST = {
  code: 'no_host',
  message: 'This card does not know where Groundswell is.',
  remedy: 'An admin sets GROUNDSWELL_URL in the profile and uploads the project again.',
};
const OTHER_RECORD = {
  code: 'other_record',
  message: 'Groundswell shows people on contacts, companies and deals.',
  remedy: 'An admin can take this card off other records.',
};
