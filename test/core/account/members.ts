import * as fc from 'fast-check';
import type { Member } from '#core/account/member.ts';
import { TIERS } from '#core/score/tier.ts';

/** Somebody at an account of whom enough is known; no key person unless told so. */
export function member(id: string, parts: Partial<Member> = {}): Member {
  return {
    id,
    title: null,
    propensity: 50,
    known: true,
    askable: true,
    tier: 'none',
    onDeal: false,
    unhappy: false,
    ...parts,
  };
}

const anyMember = fc.record({
  title: fc.constantFrom(null, 'CEO', 'Engineer', 'Head of Legal', 'VP Sales', 'Analyst'),
  propensity: fc.integer({ min: 0, max: 100 }),
  known: fc.boolean(),
  askable: fc.boolean(),
  tier: fc.constantFrom(...TIERS),
  onDeal: fc.boolean(),
  unhappy: fc.boolean(),
});

/** Up to twelve people, each under an id of their own. */
export const anyMembers: fc.Arbitrary<Member[]> = fc
  .array(anyMember, { maxLength: 12, size: 'max' })
  .map((members) => members.map((each, index) => ({ ...each, id: String(index + 1) })));
