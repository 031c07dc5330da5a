import type { Problem } from '#core/problem.ts';
import { Badge, TierBadge } from '#server/console/parts/badge.tsx';
import { actorWords } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { When } from '#server/console/parts/when.tsx';
import type { JobChangeList } from '#server/workspace/job-changes/job-changes.ts';
import type { JobChangeView } from '#server/workspace/job-changes/rows.ts';

export const MOVES_PATH = '/console/moves';

export interface MovesData {
  now: number;
  which: JobChangeList;
  items: JobChangeView[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

const COLUMNS = [
  { label: 'Who' },
  { label: 'What changed' },
  { label: 'When' },
  { label: 'What was done' },
  { label: 'Decide' },
];

/** People who changed jobs, got another title, or cannot be reached any more: what was done, and what somebody says. */
export function MovesPage({ data: { now, which, items, cursor, next, problem } }: { data: MovesData }) {
  return (
    <>
      <Heading
        title="Job changes"
        lead="Who moved to another company loses the flag until they help there; whoever cannot be reached, until they can."
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      <Tabs
        label="Which changes"
        tabs={[
          { label: 'To decide', href: MOVES_PATH, current: which === 'open', n: null },
          { label: 'All', href: `${MOVES_PATH}?which=all`, current: which === 'all', n: null },
        ]}
      />
      {items.length === 0 ? (
        <Nothing which={which} />
      ) : (
        <Table caption="Job changes" columns={COLUMNS}>
          {items.map((change) => (
            <ChangeRow change={change} now={now} />
          ))}
        </Table>
      )}
      <Pager path={MOVES_PATH} query={{ which: which === 'all' ? 'all' : null, cursor }} next={next} />
    </>
  );
}

function Nothing({ which }: { which: JobChangeList }) {
  return (
    <Empty title={which === 'open' ? 'Nothing to decide' : 'Nobody changed jobs yet'}>
      <p>
        When a person’s company or title changes in the CRM, or mail to them comes back, it is listed here,
        and Slack hears of it where they are an advocate.
      </p>
    </Empty>
  );
}

function ChangeRow({ change, now }: { change: JobChangeView; now: number }) {
  return (
    <Row id={`change-${change.id}`}>
      <Cell label="Who" kind="lead">
        <a href={`/console/advocates/${change.personId}`}>
          <bdi>{change.name}</bdi>
        </a>{' '}
        <TierBadge tier={change.tier} />
      </Cell>
      <Cell label="What changed">
        <What change={change} />
      </Cell>
      <Cell label="When">
        <When at={change.at} now={now} />
      </Cell>
      <Cell label="What was done">
        <Done change={change} />
      </Cell>
      <Cell label="Decide">
        {change.verdict === null ? (
          <SettleForms change={change} from={MOVES_PATH} />
        ) : (
          <span class="quiet">Settled</span>
        )}
      </Cell>
    </Row>
  );
}

const STEPS = { up: 'a step up', down: 'a step down', sideways: 'a change of role' };

function What({ change }: { change: JobChangeView }) {
  const { kind, fromCompany, toCompany, fromTitle, toTitle, fromEmail, step } = change;
  if (kind === 'bounced') {
    return (
      <span>
        Mail comes back
        <span class="under">
          <bdi>{fromEmail ?? 'address unknown'}</bdi>
        </span>
      </span>
    );
  }
  if (kind === 'title_changed') {
    return (
      <span>
        <bdi>{fromTitle}</bdi> → <bdi>{toTitle}</bdi>
        <span class="under">{step === null ? '' : STEPS[step]}</span>
      </span>
    );
  }
  return (
    <span>
      <bdi>{fromCompany ?? 'A company'}</bdi> → <bdi>{toCompany ?? 'a company not read yet'}</bdi>
      {toTitle === null ? null : (
        <span class="under">
          as <bdi>{toTitle}</bdi>
        </span>
      )}
    </span>
  );
}

/** What followed from it, and who settled it. */
function Done({ change }: { change: JobChangeView }) {
  const { kind, verdict, settledBy, tier, toldAt } = change;
  const hadFlag = tier !== 'none';
  const ended = verdict === null || verdict === 'confirmed';
  const flag = kind === 'title_changed' ? 'The flag stays' : ended ? 'The flag ended' : 'The flag is back';
  return (
    <span>
      {hadFlag ? flag : 'There was no flag'}
      <span class="under">{toldAt === null ? 'Slack was not told' : 'Slack was told'}</span>
      <Outcome verdict={verdict} by={settledBy} />
    </span>
  );
}

const TAKEN_BACK = {
  returned: 'They went back',
  reachable: 'An address works again',
  same_company: 'Both companies are one',
};

function Outcome({ verdict, by }: { verdict: JobChangeView['verdict']; by: string | null }) {
  if (verdict === null) return null;
  if (verdict !== 'confirmed' && verdict !== 'rejected')
    return <span class="under">{TAKEN_BACK[verdict]}</span>;
  return (
    <span class="under">
      <Badge tone={verdict === 'confirmed' ? 'good' : 'calm'}>
        {verdict === 'confirmed' ? 'Confirmed' : 'No change'}
      </Badge>{' '}
      by <bdi>{actorWords(by ?? '')}</bdi>
    </span>
  );
}

const REJECT_WORDS = { moved: 'Not a move', title_changed: 'Not a new title' };

/** What somebody may say about a change, a bounce being the CRM's to take back; what it leads back to is `from`. */
export function SettleForms({ change, from }: { change: JobChangeView; from: string }) {
  const { id, name, kind } = change;
  return (
    <form class="decide" method="post" action={`${MOVES_PATH}/${id}`}>
      <input type="hidden" name="from" value={from} />
      <button class="button button-quiet" type="submit" name="verdict" value="confirmed">
        Confirm<span class="visually-hidden"> the change of {name}</span>
      </button>
      {kind === 'bounced' ? null : (
        <button class="button button-quiet" type="submit" name="verdict" value="rejected">
          {REJECT_WORDS[kind]}
          <span class="visually-hidden"> of {name}</span>
        </button>
      )}
    </form>
  );
}
