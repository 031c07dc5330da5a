import { FLAG_STATUSES, type AdvocateFlag, type CarriedFlag, type FlagStatus } from '#core/crm/flag.ts';
import { parseNumber } from '#connectors/shared/number.ts';
import { parseTime } from '#connectors/shared/time.ts';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
  type PropertyCreate,
} from '@hubspot/api-client/lib/codegen/crm/properties/models/PropertyCreate.js';
import { text } from './properties.ts';
import type { PropertyOption, WireRecord } from './schema.ts';

export const GROUP = { name: 'groundswell', label: 'Groundswell' };

const { Enumeration, Number: Numeric, String: Text, Date: Day, Datetime } = PropertyCreateTypeEnum;
const Field = PropertyCreateFieldTypeEnum;

const STATUS_LABELS: Record<FlagStatus, string> = {
  none: 'None',
  candidate: 'Candidate',
  advocate: 'Advocate',
  champion: 'Champion',
  resting: 'Resting',
  do_not_ask: 'Do not ask',
};

const STATUS_OPTIONS: PropertyOption[] = FLAG_STATUSES.map((value, displayOrder) => ({
  value,
  label: STATUS_LABELS[value],
  description: '',
  displayOrder,
  hidden: false,
}));

/** The properties we keep on a contact. Never form fields: they are ours to write. */
export const FLAG_PROPERTIES: readonly (PropertyCreate & { options?: PropertyOption[] })[] = [
  {
    ...property(
      'groundswell_status',
      'Advocate status',
      'How far this person is on the way to speaking up for us, or why they are left alone.',
    ),
    type: Enumeration,
    fieldType: Field.Select,
    options: STATUS_OPTIONS,
  },
  {
    ...property(
      'groundswell_propensity',
      'Advocacy propensity',
      'Would they help: 0 to 100; empty where too little is known to tell.',
    ),
    type: Numeric,
    fieldType: Field.Number,
  },
  {
    ...property('groundswell_confidence', 'Advocacy confidence', 'How much is known about them: 0 to 1.'),
    type: Numeric,
    fieldType: Field.Number,
  },
  {
    ...property(
      'groundswell_reason',
      'Why this advocate status',
      'What the status rests on, most important first.',
    ),
    type: Text,
    fieldType: Field.Text,
  },
  {
    ...property(
      'groundswell_next_ask',
      'Next free to be asked',
      'The day from which they may be asked again; empty where they may be asked now, or never.',
    ),
    type: Day,
    fieldType: Field.Date,
  },
  {
    ...property(
      'groundswell_last_act',
      'Last act of advocacy',
      'The day of their last reference, review, referral or the like.',
    ),
    type: Day,
    fieldType: Field.Date,
  },
  {
    ...property(
      'groundswell_updated_at',
      'Advocate status updated',
      'When Groundswell last wrote these properties.',
    ),
    type: Datetime,
    fieldType: Field.Date,
  },
];

export const FLAG_PROPERTY_NAMES = FLAG_PROPERTIES.map(({ name }) => name);

const REASON_LENGTH = 255;

/** A flag as property values: all text, "" clears. */
export function flagValues(flag: AdvocateFlag, now: number): Record<string, string> {
  return {
    groundswell_status: flag.status,
    groundswell_propensity: flag.propensity === null ? '' : String(flag.propensity),
    groundswell_confidence: String(flag.confidence),
    groundswell_reason: flag.reason.slice(0, REASON_LENGTH).replace(/[\uD800-\uDBFF]$/, ''),
    groundswell_next_ask: dayText(flag.nextAskAt),
    groundswell_last_act: dayText(flag.lastActAt),
    groundswell_updated_at: new Date(now).toISOString(),
  };
}

/** The flag a contact carries, its days at midnight UTC; null where there is none we could have written. */
export function carriedFlag(record: WireRecord): CarriedFlag | null {
  const said = text(record, 'groundswell_status');
  const status = FLAG_STATUSES.find((one) => one === said);
  const number = text(record, 'groundswell_propensity');
  const propensity = parseNumber(number);
  const confidence = parseNumber(text(record, 'groundswell_confidence'));
  if (status === undefined || (propensity === null && number !== '') || confidence === null) return null;
  return {
    status,
    propensity,
    confidence,
    reason: text(record, 'groundswell_reason'),
    nextAskAt: parseTime(text(record, 'groundswell_next_ask')),
    lastActAt: parseTime(text(record, 'groundswell_last_act')),
    updatedAt: parseTime(text(record, 'groundswell_updated_at')),
  };
}

function dayText(at: number | null): string {
  return at === null ? '' : new Date(at).toISOString().slice(0, 10);
}

function property(name: string, label: string, description: string) {
  return { name, label, description, groupName: GROUP.name, formField: false };
}
