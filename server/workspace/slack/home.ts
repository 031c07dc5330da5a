import { may } from '#core/member/role.ts';
import { maySay } from '#core/reward/approval.ts';
import type { BudgetLine, HomeTabView, StandIn } from '#slack-app/features/app-home/view.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { holderWords } from '#server/console/pages/ledger/words.ts';
import { knownAs } from '#server/workspace/members/known-as.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { memberOf } from '#server/workspace/members/rows.ts';
import { Delegations, delegatorsOf } from '#server/workspace/policy/delegations.ts';
import type { Store } from '#server/workspace/store.ts';
import { digestHourOf } from './digest-hour.ts';
import { waitingFor } from './waiting.ts';

const WAITING_SHOWN = 10;

/** Somebody's home tab in Slack, as it stands now. */
export function homeTabOf(store: Store, actor: string): HomeTabView {
  const role = roleOf(store, actor);
  const delegation = new Delegations(store).of(actor);
  return {
    waiting: waitingFor(store, actor, WAITING_SHOWN),
    budgets: budgetsNow(store),
    delegate:
      delegation === null ? null : { name: knownAs(store, delegation.delegate), until: delegation.until },
    standsInFor: standsInFor(store, actor),
    mayDecide: maySay({ role, delegators: delegatorsOf(store, actor) }),
    mayDelegate: role !== null && (may(role, 'approve') || may(role, 'approve_finance')),
    digest: { hour: digestHourOf(store, actor), timeZone: zoneOf(store, actor) },
    consoleUrl: `${store.publicUrl}/console`,
  };
}

/** For whom somebody decides while they are away, soonest to end first. */
export function standsInFor(store: Store, actor: string): StandIn[] {
  return delegatorsOf(store, actor)
    .filter(({ role }) => maySay({ role, delegators: [] }))
    .map(({ actor: principal, until }) => ({ name: knownAs(store, principal), until }));
}

/** What programmes may still spend in this month (UTC); a budget without a month runs on. */
export function budgetsNow(store: Store): BudgetLine[] {
  const month = new Date(store.now()).toISOString().slice(0, 7);
  return new Budgets(store).list().flatMap(({ holder, currency, left, amount }) => {
    const of = holder.split('/')[1];
    if (of !== undefined && of !== month) return [];
    const name = of === undefined ? `${holder}, standing` : holderWords(holder);
    return [{ name, currency, left, amount }];
  });
}

/** The time zone Slack told of somebody; UTC where it told none. */
export function zoneOf(store: Store, actor: string): string {
  return memberOf(store, actor)?.timeZone ?? 'UTC';
}
