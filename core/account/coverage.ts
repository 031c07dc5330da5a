import { TIERS, type Tier } from '#core/score/tier.ts';
import type { Member } from './member.ts';
import { roleOf, ROLES, type Role } from './role.ts';

/** Who is known in one role. */
export interface RoleCoverage {
  role: Role;
  people: number;
  /** The highest tier anybody in it has; null where nobody is known in it. */
  best: Tier | null;
}

/** Every role, those nobody is known in too, in the order of `ROLES`. */
export function coverageOf(members: readonly Pick<Member, 'title' | 'tier'>[]): RoleCoverage[] {
  const byRole = Map.groupBy(members, ({ title }) => roleOf(title));
  return ROLES.map((role) => {
    const tiers = (byRole.get(role) ?? []).map(({ tier }) => TIERS.indexOf(tier));
    return {
      role,
      people: tiers.length,
      best: tiers.length === 0 ? null : (TIERS[Math.max(...tiers)] ?? null),
    };
  });
}
