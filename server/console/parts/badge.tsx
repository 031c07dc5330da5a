import type { FlagStatus } from '#core/crm/flag.ts';
import type { RewardState } from '#core/reward/reward.ts';
import type { Tier } from '#core/score/tier.ts';
import type { ConnectionState } from '#server/connection/facts.ts';
import type { DeliveryState } from '#server/workspace/outbox/outbox.ts';
import { DELIVERY_WORDS, REWARD_WORDS, STATE_WORDS, STATUS_WORDS, TIER_WORDS } from './words.ts';

type Tone = 'calm' | 'good' | 'warm' | 'bad' | 'gold' | 'sea';

/** A word with a colour; the word alone says it all. */
export function Badge({ tone, children }: { tone: Tone; children: string }) {
  return <span class={`badge badge-${tone}`}>{children}</span>;
}

export function TierBadge({ tier }: { tier: Tier }) {
  const tones: Record<Tier, Tone> = { champion: 'gold', advocate: 'sea', candidate: 'calm', none: 'calm' };
  return tier === 'none' ? (
    <span class="quiet">{TIER_WORDS.none}</span>
  ) : (
    <Badge tone={tones[tier]}>{TIER_WORDS[tier]}</Badge>
  );
}

/** The tier, unless the person rests, must not be asked, or the flag of the `tier` they reached has ended. */
export function StatusBadge({ status, tier }: { status: FlagStatus; tier: Tier }) {
  if (status === 'none' && tier !== 'none') return <Badge tone="calm">Flag ended</Badge>;
  if (status === 'resting') return <Badge tone="warm">{STATUS_WORDS.resting}</Badge>;
  if (status === 'do_not_ask') return <Badge tone="bad">{STATUS_WORDS.do_not_ask}</Badge>;
  return <TierBadge tier={status} />;
}

export function RewardBadge({ state }: { state: RewardState }) {
  const tones: Record<RewardState, Tone> = {
    proposed: 'warm',
    approved: 'sea',
    paid: 'good',
    change_requested: 'warm',
    declined: 'calm',
    noted: 'calm',
    expired: 'calm',
    cancelled: 'calm',
    reversed: 'bad',
  };
  return <Badge tone={tones[state]}>{REWARD_WORDS[state]}</Badge>;
}

export function ConnectionBadge({ state }: { state: ConnectionState }) {
  const tones: Record<ConnectionState, Tone> = {
    syncing: 'sea',
    live: 'good',
    failing: 'warm',
    revoked: 'bad',
    disconnected: 'calm',
  };
  return <Badge tone={tones[state]}>{STATE_WORDS[state]}</Badge>;
}

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const tones: Record<DeliveryState, Tone> = { due: 'sea', held: 'calm', sent: 'good', parked: 'bad' };
  return <Badge tone={tones[state]}>{DELIVERY_WORDS[state]}</Badge>;
}
