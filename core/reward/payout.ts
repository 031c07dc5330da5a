/** Idempotency key of a reward's one payout: the same at every retry, so a provider pays once. */
export function payoutKey(rewardId: string): string {
  return `reward:${rewardId}:payout`;
}
