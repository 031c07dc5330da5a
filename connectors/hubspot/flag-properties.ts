import type { AdvocateFlag } from '#core/crm/flag.ts';
import { TIERS } from '#core/score/tier.ts';
import {
  PropertyCreateFieldTypeEnum,
  PropertyCreateTypeEnum,
  type PropertyCreate,
} from '@hubspot/api-client/lib/codegen/crm/properties/index.js';

export const GROUP = { name: 'groundswell', label: 'Groundswell' };

const { Enumeration, Number: Numeric, String: Text, Date: Day, Datetime } = PropertyCreateTypeEnum;
const Field = PropertyCreateFieldTypeEnum;

/** The properties we keep on a contact. Never form fields: they are ours to write. */
export const FLAG_PROPERTIES: readonly PropertyCreate[] = [
  {
    ...property(
      'groundswell_status',
      'Advocate status',
      'How far this person is on the way to speaking up for us.',
    ),
    type: Enumeration,
    fieldType: Field.Select,
    options: TIERS.map((tier, displayOrder) => ({
      value: tier,
      label: tier.charAt(0).toUpperCase() + tier.slice(1),
      displayOrder,
      hidden: false,
    })),
  },
  {
    ...property('groundswell_propensity', 'Advocacy propensity', 'Would they help: 0 to 100.'),
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

const REASON_LENGTH = 255;

/** A flag as property values: all text, "" clears. */
export function flagValues(flag: AdvocateFlag, now: number): Record<string, string> {
  return {
    groundswell_status: flag.status,
    groundswell_propensity: String(flag.propensity),
    groundswell_confidence: String(flag.confidence),
    groundswell_reason: flag.reason.slice(0, REASON_LENGTH).replace(/[\uD800-\uDBFF]$/, ''),
    groundswell_last_act: flag.lastActAt === null ? '' : new Date(flag.lastActAt).toISOString().slice(0, 10),
    groundswell_updated_at: new Date(now).toISOString(),
  };
}

function property(name: string, label: string, description: string) {
  return { name, label, description, groupName: GROUP.name, formField: false };
}
