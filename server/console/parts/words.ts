import type { FlagStatus } from '#core/crm/flag.ts';
import type { Role } from '#core/member/role.ts';
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
  change_requested: 'Change asked for',
  noted: 'Answered',
  cancelled: 'Cancelled',
  reversed: 'Taken back',
};

export const ROLE_WORDS: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  manager: 'Manager',
  finance: 'Finance',
  viewer: 'Viewer',
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
  lookup: 'Slack user',
  notice: 'Slack notice',
  payout: 'Payout',
  reward: 'Reward message',
};

const ACTIONS: Record<string, string> = {
  'api_key.created': 'Made an API key',
  'api_key.revoked': 'Revoked an API key',
  'budget.removed': 'Removed a budget',
  'budget.set': 'Set a budget',
  'channel.alerts': 'Chose the channel for alerts',
  'channel.approvals': 'Chose the channel for approvals',
  'company.held': 'Put a company on legal hold',
  'company.hold_lifted': 'Lifted the legal hold of a company',
  'connection.api_share': 'Set the share of calls',
  'connection.card_keys': 'Made new keys for a card',
  'connection.connected': 'Connected an account',
  'connection.disconnected': 'Disconnected an account',
  'slack.replaced': 'Sent plain text where Slack would have refused a message',
  'delivery.replayed': 'Sent a delivery again',
  'domains.changed': 'Changed who is never asked',
  'import.cancelled': 'Cancelled an import',
  'import.finished': 'Finished an import',
  'import.started': 'Started an import',
  'import.uploaded': 'Uploaded a file of signals',
  'member.added': 'Added a member',
  'member.default_role': 'Set the role of other Slack users',
  'member.disabled': 'Disabled a member',
  'member.enabled': 'Let a member in again',
  'member.joined': 'Found out who a Slack user is',
  'member.refused': 'Refused a sign-in',
  'member.removed': 'Removed a member',
  'member.role': 'Changed a role',
  'member.signed_in': 'Signed in',
  'member.signed_out': 'Signed out everywhere',
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
  'delegation.cleared': 'Decides again themselves',
  'delegation.set': 'Named a delegate',
  'policy.published': 'Published an approval policy',
  'reward.approval_given': 'Gave one approval of a reward',
  'reward.approved': 'Approved a reward',
  'reward.cancelled': 'Cancelled an approved reward',
  'reward.change_requested': 'Asked for a change of a reward',
  'reward.noted': 'Answered a reward with feedback',
  'reward.reversed': 'Took a reward back',
  'reward.revised': 'Changed a reward as asked',
  'reward.declined': 'Declined a reward',
  'reward.expired': 'Reward ran out undecided',
  'reward.paid': 'Paid a reward',
  'points.changed': 'Changed a programme of points',
  'points.claw_back': 'Took points back',
  'points.created': 'Made a programme of points',
  'points.earn': 'Gave points',
  'points.notice': 'Announced the end of a points tier',
  'points.spend': 'Spent points',
  'points.tier': 'Changed a points tier',
  'fraud.held': 'Put a reward on hold',
  'fraud.cleared': 'Cleared a hold',
  'fraud.confirmed': 'Confirmed a hold',
  'fraud.lapsed': 'Let a hold lapse',
  'fulfilment.ordered': 'Took the order',
  'fulfilment.sent': 'Sent it',
  'fulfilment.delivered': 'Delivered it',
  'fulfilment.unclaimed': 'Was not claimed',
  'fulfilment.failed': 'Could not deliver it',
  'fulfilment.returned': 'Sent the money back',
  'fulfilment.handed_over': 'Handed it over',
  'fulfilment.made_void': 'Made the order void',
  'fulfilment.void_confirmed': 'Had the provider make the order void',
  'fulfilment.doubt_settled': 'Said that the money did not leave twice',
  'fulfilment.needs_a_person': 'Asks somebody to look at it',
  'fulfilment.reminder_proposed': 'Proposes to remind the person',
  'fulfilment.reminded': 'Reminded the person',
  'fulfilment.choices': 'Chose who fulfils what',
  'fulfilment.provider': 'Set a provider up',
  'fraud.settings': 'Changed what is held',
  'reward.refused': 'Proposed no reward',
  'fulfilment.provider_refused': 'Was refused settings of a provider',
  'reward.proposal_refused': 'Was refused a proposal',
  'reward.decision_refused': 'Was refused a decision',
  'reward.revision_refused': 'Was refused a change',
  'reward.take_back_refused': 'Was refused to take it back',
  budget_refused: 'Was refused a budget',
  'fulfilment.ordered_anew': 'Ordered it anew',
  'fulfilment.tried_again': 'Tried the order again',
  'signal.told': 'Told of an act',
  'reward.reminded': 'Reminded who is waited for',
  'reward.escalated': 'Asked others, too',
  'reward.proposed': 'Proposed a reward',
  'reward.capped': 'Proposed no reward: a cap is reached',
  'reward.not_proposed': 'Proposed no reward after a hold',
  'reward.waits': 'Holds a reward back for some days',
  'reward_rules.changed': 'Changed what acts earn',
  'catalogue.added': 'Added to the catalogue',
  'catalogue.changed': 'Changed the catalogue',
  'catalogue.archived': 'Archived an item',
  'catalogue.restored': 'Offered an item again',
  'tax.settings': 'Changed tax settings',
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
