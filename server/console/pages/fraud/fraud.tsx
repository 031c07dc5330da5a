import { HOLD_STATES, type HoldState } from '#core/fraud/hold.ts';
import type { FraudSettings } from '#core/fraud/settings.ts';
import type { Problem } from '#core/problem.ts';
import { refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { linkTo, Pager } from '#server/console/parts/pager.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import type { HoldView } from '#server/workspace/fraud/rows.ts';
import { HoldCard } from './hold-card.tsx';
import { SettingsCard } from './settings.tsx';
import { FRAUD_PATH, HOLD_WORDS } from './words.ts';

export interface FraudData {
  now: number;
  state: HoldState;
  holds: HoldView[];
  /** How many rewards wait. */
  waiting: number;
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
  settings: FraudSettings;
  /** Programmes a setting can name. */
  programmes: readonly string[];
  refused: Refused | null;
}

/** Rewards that wait because something about them has to be looked at, and what makes them wait. */
export function FraudPage({ data }: { data: FraudData }) {
  return (
    <>
      <Heading
        title="Held rewards"
        lead="What is unusual about a reward is looked at by a person first. It waits with its reason and a day, and can be decided once it is cleared."
      />
      <div class="person-columns">
        <Holds data={data} />
        <SettingsCard
          settings={data.settings}
          programmes={data.programmes}
          refused={refusedBy(data.refused, 'settings')}
        />
      </div>
    </>
  );
}

function Holds({ data }: { data: FraudData }) {
  const { state, holds, waiting, cursor, next, now, problem, refused } = data;
  return (
    <section class="stack" aria-label="Holds">
      <Tabs
        label="State"
        tabs={HOLD_STATES.map((each) => ({
          label: HOLD_WORDS[each],
          href: linkTo(FRAUD_PATH, { state: each === 'open' ? null : each }),
          current: each === state,
          n: each === 'open' ? waiting : null,
        }))}
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {[...Map.groupBy(holds, ({ rewardId }) => rewardId).values()].map((of) => (
        <HoldCard holds={of} now={now} refused={refused} />
      ))}
      {holds.length === 0 ? (
        <Empty title={state === 'open' ? 'Nothing is held' : 'None yet'}>
          <p>
            {state === 'open'
              ? 'A reward that is proposed for oneself, within one company or too often waits here.'
              : 'Every hold stays listed here as it ended.'}
          </p>
        </Empty>
      ) : null}
      <Pager path={FRAUD_PATH} query={{ state: state === 'open' ? null : state, cursor }} next={next} />
    </section>
  );
}
