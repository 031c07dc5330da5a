import { Badge } from '#server/console/parts/badge.tsx';
import { accountHref } from '#server/console/parts/account-words.ts';
import { refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { HoldFacts, HoldForm, LiftForm } from '#server/console/pages/holding.tsx';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';
import type { HoldView } from '#server/workspace/gates/holds.ts';

/** The holds of an account's companies, and what an admin typed to place or lift one. */
export interface AccountHold {
  holds: HoldView[];
  refused: Refused | null;
  now: number;
}

/** Everybody at a company on legal hold, and the way to place or lift it. */
export function CompanyHolding({ account, hold }: { account: AccountDetail; hold: AccountHold }) {
  const { holds, refused, now } = hold;
  const path = `${accountHref(account.id)}/hold`;
  return (
    <section class="card" id="hold" aria-labelledby="hold-title">
      <div class="card-head">
        <h2 id="hold-title">Legal hold</h2>
        {holds.length === 0 ? null : <Badge tone="bad">On hold</Badge>}
      </div>
      {holds.length === 0 ? (
        <>
          <p class="quiet">While a hold stands nobody may ask anybody there, and their CRM records say so.</p>
          <HoldForm path={`${path}#hold`} refused={refusedBy(refused, 'hold')} now={now} />
        </>
      ) : (
        <ul class="stack-tight">
          {holds.map((each) => (
            <li>
              <HoldFacts hold={each} />
              <LiftForm
                path={`${path}/lift#hold`}
                form={liftForm(each)}
                refused={refusedBy(refused, liftForm(each))}
                hidden={{ connection: each.connection ?? '', id: each.id }}
              />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** The name of the form that lifts the hold of one of an account's companies. */
export function liftForm({ connection, id }: Pick<HoldView, 'connection' | 'id'>): string {
  return `lift-${connection}-${id}`;
}
