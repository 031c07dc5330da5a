import { actorWords } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day } from '#server/console/parts/when.tsx';
import type { BudgetState } from '#server/workspace/ledger/budgets.ts';
import { BudgetBar, usedPercent } from './bar.tsx';
import { BudgetForm } from './form.tsx';
import { BUDGETS_PATH, monthBefore, monthWords, splitHolder } from './months.ts';

interface LastSet {
  by: string;
  /** Epoch milliseconds. */
  at: number;
}

export interface BudgetsData {
  budgets: BudgetState[];
  /** This month, as `2026-11`. */
  month: string;
  programmes: string[];
  /** What the form begins with; empty where somebody has to choose. */
  currency: string;
  /** Budgets nobody drew on, as `holder:currency`. */
  untouched: string[];
  /** The budget its form is filled with, or null. */
  edited: BudgetState | null;
  /** By `holder:currency`. */
  lastSet: Record<string, LastSet>;
  refused: Refused | null;
}

/** What programmes may spend: how much of it is left, held, owed and gone. */
export function BudgetsPage({ data }: { data: BudgetsData }) {
  const { budgets, month } = data;
  const { current, others } = Object.groupBy(budgets, ({ holder }) => {
    const of = splitHolder(holder).month;
    return of === null || of === month ? 'current' : 'others';
  }) as Record<'current' | 'others', BudgetState[] | undefined>;
  return (
    <>
      <Heading
        title="Budgets"
        lead="Money is reserved when a reward is proposed, used up when it is approved, and free again when it is not."
      />
      <div class="person-columns">
        <div class="stack">
          {budgets.length === 0 ? <None /> : null}
          <Section title="Now" budgets={current ?? []} data={data} />
          <Section title="Other months" budgets={others ?? []} data={data} />
        </div>
        <div class="stack">
          <May any={['manage_money']}>
            <BudgetForm data={data} refused={refusedBy(data.refused, 'budget')} />
            <CopyForm data={data} />
          </May>
          <Explained />
        </div>
      </div>
    </>
  );
}

function None() {
  return (
    <Empty title="No budget is set">
      <p>
        Rewards are not limited, and their money comes from an open purse. Once any budget is set, no reward
        in money is approved without one behind it.
      </p>
    </Empty>
  );
}

function Section({ title, budgets, data }: { title: string; budgets: BudgetState[]; data: BudgetsData }) {
  if (budgets.length === 0) return null;
  const id = title.toLowerCase().replaceAll(' ', '-');
  return (
    <section class="stack-tight" aria-labelledby={id}>
      <h2 class="section-title" id={id}>
        {title}
      </h2>
      {budgets.map((budget) => (
        <BudgetCard of={budget} data={data} />
      ))}
    </section>
  );
}

function BudgetCard({ of, data }: { of: BudgetState; data: BudgetsData }) {
  const { holder, currency, amount } = of;
  const { programme, month } = splitHolder(holder);
  const set = data.lastSet[`${holder}:${currency}`] ?? null;
  const used = usedPercent(of);
  return (
    <article class="card" id={`${holder}-${currency}`}>
      <div class="card-head">
        <h3>
          <bdi>{programme}</bdi>, {month === null ? 'standing' : monthWords(month)}
        </h3>
        <p>
          <strong>
            <Money amount={amount} currency={currency} />
          </strong>{' '}
          <Used percent={used} />
        </p>
      </div>
      <BudgetBar of={of} />
      <div class="card-foot">
        <p class="quiet">
          {set === null ? null : (
            <>
              Set by <bdi>{actorWords(set.by)}</bdi> on <Day at={set.at} />
            </>
          )}
        </p>
        <May any={['manage_money']}>
          <div class="actions">
            {data.untouched.includes(`${holder}:${currency}`) ? <RemoveForm of={of} /> : null}
            {month !== null && month < data.month ? null : (
              <a
                class="button button-small"
                href={linkTo(BUDGETS_PATH, { edit: `${holder}:${currency}` }) + '#budget'}
              >
                Edit
                <About of={of} />
              </a>
            )}
          </div>
        </May>
      </div>
    </article>
  );
}

/** Takes away a budget nobody drew on, such as one of a mistyped programme. */
function RemoveForm({ of }: { of: BudgetState }) {
  return (
    <form method="post" action={`${BUDGETS_PATH}/remove`}>
      <input type="hidden" name="holder" value={of.holder} />
      <input type="hidden" name="currency" value={of.currency} />
      <button class="button button-small button-quiet" type="submit">
        Remove
        <About of={of} />
      </button>
    </form>
  );
}

/** Which budget a button is about, for who cannot see what it stands in. */
function About({ of: { holder, currency } }: { of: BudgetState }) {
  const { programme, month } = splitHolder(holder);
  return (
    <span class="visually-hidden">
      {' '}
      the budget of {programme}, {month ?? 'standing'}, {currency}
    </span>
  );
}

function Used({ percent }: { percent: number }) {
  if (percent >= 100) return <Badge tone="bad">All reserved or spent</Badge>;
  return <Badge tone={percent >= 80 ? 'warm' : 'calm'}>{`${percent} % reserved or spent`}</Badge>;
}

/** Gives this month what the last one had. */
function CopyForm({ data: { budgets, month, refused } }: { data: BudgetsData }) {
  const mine = refusedBy(refused, 'copy');
  const last = monthBefore(month);
  const has = budgets.some(({ holder }) => splitHolder(holder).month === last);
  if (!has && mine === null) return null;
  return (
    <section class="card" id="copy" aria-labelledby="copy-title">
      <h2 id="copy-title">A new month</h2>
      <p class="quiet">
        Gives {monthWords(month)} the budgets {monthWords(last)} had, where it has none of its own.
      </p>
      <form class="stack-tight" method="post" action={`${BUDGETS_PATH}/copy#copy`}>
        {mine === null ? null : <ProblemNotice problem={mine.problem} id={problemId('copy')} urgent />}
        <input type="hidden" name="from" value={last} />
        <input type="hidden" name="to" value={month} />
        <div>
          <button class="button" type="submit">
            Copy from {monthWords(last)}
          </button>
        </div>
      </form>
    </section>
  );
}

function Explained() {
  return (
    <section class="card" aria-labelledby="explained">
      <h2 id="explained">How a budget binds</h2>
      <ul class="plain">
        <li>A reward draws from its programme’s budget of the month, else from the one that stands.</li>
        <li>Where that is short, nobody can propose it; what a rule proposes waits until there is enough.</li>
        <li>A budget is never set below what is reserved, approved and paid of it.</li>
        <li>Months are those of UTC. What is left of one does not move to the next.</li>
        <li>A budget can be removed as long as no reward drew on it.</li>
      </ul>
    </section>
  );
}
