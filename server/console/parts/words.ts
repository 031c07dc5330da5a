import type { FlagStatus } from '#core/crm/flag.ts';
import type { RewardState } from '#core/reward/reward.ts';
import type { Tier } from '#core/score/tier.ts';
import type { Pillar } from '#core/signal/catalogue.ts';
import type { ConnectionState } from '#server/connection/facts.ts';
import type { Vendor } from '#server/workspace/connections.ts';
import type { DeliveryKind, DeliveryState } from '#server/workspace/outbox/outbox.ts';

export const TIER_WORDS: Record<Tier, string> = {
  champion: 'Champion',
  advocate: 'Advocate',
  candidate: 'Candidate',
  none: 'No tier',
};

export const STATUS_WORDS: Record<FlagStatus, string> = {
  ...TIER_WORDS,
  resting: 'Resting',
  do_not_ask: 'Do not ask',
};

export const PILLAR_WORDS: Record<Pillar, string> = {
  word_of_mouth: 'Word of mouth',
  promotion: 'Promotion',
  loyalty: 'Loyalty',
  protection: 'Protection',
  feedback: 'Feedback',
};

export const REWARD_WORDS: Record<RewardState, string> = {
  proposed: 'Waiting',
  approved: 'Approved',
  declined: 'Declined',
  expired: 'Expired',
  paid: 'Paid',
};

export const VENDOR_WORDS: Record<Vendor, string> = {
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
  slack: 'Slack',
};

/** Where an admin removes what we leave behind; the list of it follows. */
export const LEAVING: Record<Vendor, string> = {
  hubspot:
    'To leave no trace, delete what is there of these in HubSpot, under Settings, Properties, Contact properties:',
  salesforce:
    'To leave no trace, delete what is there of these in Salesforce, under Setup, Object Manager, or uninstall the package:',
  slack: '',
};

/** The vendor behind a connection's id (`hubspot-151`), in words. */
export function vendorOf(connection: string): string {
  return (
    Object.entries(VENDOR_WORDS).find(([vendor]) => connection.startsWith(`${vendor}-`))?.[1] ?? connection
  );
}

export const STATE_WORDS: Record<ConnectionState, string> = {
  syncing: 'Reading',
  live: 'Connected',
  failing: 'Having trouble',
  revoked: 'Access withdrawn',
  disconnected: 'Disconnected',
};

export const DELIVERY_WORDS: Record<DeliveryState, string> = {
  due: 'On the way',
  held: 'Held back',
  sent: 'Delivered',
  parked: 'Parked',
};

export const KIND_WORDS: Record<DeliveryKind, string> = {
  alert: 'Advocate alert',
  clear: 'Emptying CRM fields',
  digest: 'Digest',
  flag: 'CRM flag',
  forget: 'Forgetting',
  payout: 'Payout',
  reward: 'Reward message',
};

const ACTIONS: Record<string, string> = {
  'budget.granted': 'Granted budget',
  'channel.alerts': 'Chose the channel for alerts',
  'channel.approvals': 'Chose the channel for approvals',
  'company.held': 'Put a company on legal hold',
  'company.hold_lifted': 'Lifted the legal hold of a company',
  'connection.api_share': 'Set the share of calls',
  'connection.card_keys': 'Made new keys for a card',
  'connection.connected': 'Connected an account',
  'connection.disconnected': 'Disconnected an account',
  'delivery.replayed': 'Sent a delivery again',
  'domains.changed': 'Changed who is never asked',
  'import.cancelled': 'Cancelled an import',
  'import.finished': 'Finished an import',
  'import.started': 'Started an import',
  'import.uploaded': 'Uploaded a file of signals',
  'model.calibrated': 'Fitted a score model to who said yes',
  'model.discarded': 'Discarded a draft of the score',
  'model.published': 'Published a score model',
  'person.act_logged': 'Logged an act on a CRM record',
  'person.asked': 'Asked',
  'person.erased': 'Forgot a person',
  'person.held': 'Put on legal hold',
  'person.hold_lifted': 'Lifted the legal hold',
  'person.kept_apart': 'Found to be two people',
  'person.merged': 'Merged two people',
  'person.nominated': 'Nominated on a CRM record',
  'person.snoozed': 'Snoozed alerts',
  'person.thanked': 'Thanked',
  'reward.approved': 'Approved a reward',
  'reward.declined': 'Declined a reward',
  'reward.expired': 'Reward ran out undecided',
  'reward.paid': 'Paid a reward',
  'reward.proposed': 'Proposed a reward',
  'reward_rules.changed': 'Changed what acts earn',
  'write_back.on': 'Switched write-back on',
  'write_back.paused': 'Paused write-back',
};

/** An audited action in words; one without words of its own is shown by its name. */
export function actionWords(action: string): string {
  return ACTIONS[action] ?? action.replaceAll(/[._]/g, ' ');
}

/** `1 person`, `2 people`, `1,204 people`. */
export function counted(n: number, one: string, many: string): string {
  return `${formatNumber(n)} ${n === 1 ? one : many}`;
}

const NUMBER = new Intl.NumberFormat('en-US');

export function formatNumber(n: number): string {
  return NUMBER.format(n);
}

/** Points with their sign: `+22`, `−8`, `0`. */
export function signed(points: number): string {
  if (points === 0) return '0';
  return points > 0 ? `+${points}` : `−${-points}`;
}
