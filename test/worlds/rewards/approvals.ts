import { may } from '#core/member/role.ts';
import type { Approval } from '#core/reward/approval.ts';
import { COLLEAGUES } from './company.ts';
import type { RewardFacts } from './invariants.ts';
import type { RewardWorld } from './world.ts';

/** Every yes comes from another person, who had the right to it then and no part in the proposal, in the order of the chain. */
export function brokenApprovals(
  world: RewardWorld,
  reward: RewardFacts,
  before: RewardFacts | undefined,
): string[] {
  const { id, state, chain, approvals, decidedBy } = reward;
  const broken: string[] = [];
  const people = approvals.flatMap(({ by, onBehalfOf }) => (onBehalfOf === null ? [by] : [by, onBehalfOf]));
  if (new Set(people.map(human)).size < people.length) broken.push(`${id} has two yeses of one person`);
  for (const person of people) {
    if ([reward.proposedBy, ...reward.revisers].some((each) => isSame(person, each))) {
      broken.push(`${id} has the yes of ${person}, who stands behind it`);
    }
  }
  for (const [place, { step }] of approvals.entries()) {
    if (chain[place] !== step) broken.push(`${id} has ${step} where ${chain[place]} is asked for`);
  }
  const isGranted = state === 'approved' || state === 'paid';
  if (isGranted && approvals.length !== chain.length) {
    broken.push(`${id} is ${state} with ${approvals.length} of ${chain.length} yeses`);
  }
  if (isGranted && (chain.length === 0) !== (decidedBy === 'policy'))
    broken.push(`${id} was decided by ${decidedBy}`);
  const known = before?.revision === reward.revision ? before.approvals.length : 0;
  for (const given of approvals.slice(known)) broken.push(...unentitled(world, id, given));
  const wasOpen = before === undefined || !['approved', 'paid'].includes(before.state);
  if (isGranted && wasOpen && reward.holds > 0) broken.push(`${id} was approved on hold`);
  return broken;
}

/** A yes just given by somebody who may not give it now, themselves or for whom they stand in. */
function unentitled({ disk }: RewardWorld, id: string, { by, onBehalfOf, step }: Approval): string[] {
  const entitled = onBehalfOf ?? by;
  const colleague = COLLEAGUES.find(({ email }) => email === human(entitled));
  const [row] = disk.all<{ role: Parameters<typeof may>[0]; state: string }>(
    'SELECT role, state FROM member WHERE email = ?',
    colleague?.email ?? '',
  );
  return row !== undefined && row.state === 'active' && may(row.role, step)
    ? []
    : [`${id} has ${step} of ${entitled}, who is ${row?.role ?? 'nobody here'}`];
}

/** Whether two actors are one human. */
export function isSame(one: string, other: string): boolean {
  return human(one) === human(other);
}

/** The e-mail of a colleague under whatever name, else the name. */
function human(actor: string): string {
  const slack = /^slack:([^:]+):/.exec(actor.trim())?.[1];
  const colleague = slack === undefined ? undefined : COLLEAGUES.find((each) => each.slack === slack);
  return colleague?.email ?? actor.trim().toLowerCase();
}
