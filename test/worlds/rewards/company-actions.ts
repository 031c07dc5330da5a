import { ROLES } from '#core/member/role.ts';
import { DAY } from '#core/time.ts';
import { Fraud } from '#server/workspace/fraud/fraud.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { monthlyHolder } from '#core/ledger/budget.ts';
import { Delegations } from '#server/workspace/policy/delegations.ts';
import { between, pick } from '#test/sandbox/random.ts';
import { COLLEAGUES } from './company.ts';
import type { RewardWorld } from './world.ts';

/** A budget is set, sometimes below what is reserved of it, which is refused. */
export function setBudget(world: RewardWorld): void {
  const { random, office, now } = world;
  const holder = random() < 0.7 ? 'general' : monthlyHolder('general', now);
  const amount = between(random, 0, pick(random, [80, 300])) * 100;
  world.tell(`the budget of ${holder} is ${amount}`);
  new Budgets(office.store).set(holder, 'USD', amount, 'boss@acme.test');
}

/** Somebody's role changes between a message and the press under it. */
export function changeRole(world: RewardWorld): void {
  const { random, disk } = world;
  const { email } = pick(
    random,
    COLLEAGUES.filter(({ role }) => role !== 'owner'),
  );
  const role = random() < 0.5 ? pick(random, ['manager', 'finance'] as const) : pick(random, ROLES);
  const [member] = disk.all<{ id: number }>('SELECT id FROM member WHERE email = ?', email);
  world.tell(`${email} becomes ${role}`);
  world.members.changeRole(String(member?.id), role, 'boss@acme.test');
}

/** Somebody is away, and names who stands in for them. */
export function delegate(world: RewardWorld): void {
  const { random, office, now } = world;
  const [from, to] = [pick(random, COLLEAGUES).email, pick(random, COLLEAGUES).email];
  world.tell(`${to} stands in for ${from}`);
  new Delegations(office.store).set(from, to, now + between(random, 1, 30) * DAY);
}

/** Somebody looks at a hold. */
export function resolveHold(world: RewardWorld): void {
  const { random, office, disk } = world;
  const open = disk.all<{ id: string }>(
    `SELECT reward_id || ':' || code AS id FROM fraud_hold WHERE state = 'open'`,
  );
  const { id } = pick(random, open);
  const { email } = pick(random, COLLEAGUES);
  const verdict = random() < 0.8 ? 'clear' : 'confirm';
  world.tell(`${email}: ${verdict} ${id}`);
  new Fraud(office.store).resolve(id, { verdict, by: email, reason: 'looked at it' });
}
