import type { Problem } from '#core/problem.ts';
import { Badge, TierBadge } from '#server/console/parts/badge.tsx';
import { actorWords } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { When } from '#server/console/parts/when.tsx';
import { TIER_WORDS } from '#server/console/parts/words.ts';
import type { JobChangeList } from '#server/workspace/job-changes/job-changes.ts';
import type { JobChangeView } from '#server/workspace/job-changes/rows.ts';
import { May } from '#server/console/parts/viewer.tsx';

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

/** People who changed jobs, left one, got another title, or cannot be reached any more: what was done, and what somebody says. */
export function MovesPage({ data: { now, which, items, cursor, next, problem } }: { data: MovesData }) {
  return (
    <>
      <Heading
        title="Job changes"
        lead="A new company, none or a new title ends the flag until they help again, or you say they still do; mail that comes back, until they can be reached."
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
        <Stood change={change} />
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

/** Where they stood when it was noticed, which is over where the change ended it. */
function Stood({ change }: { change: JobChangeView }) {
  const { tier } = change;
  if (tier === 'none' || !endsFlag(change)) return <TierBadge tier={tier} />;
  return <span class="under">was {TIER_WORDS[tier]}</span>;
}

/** Whether a flag ended with the change, and nobody took that back. */
function endsFlag({ verdict }: JobChangeView): boolean {
  return verdict === null || verdict === 'confirmed';
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
  if (kind === 'left') {
    return (
      <span>
        No longer at <bdi>{fromCompany ?? 'their company'}</bdi>
        {toTitle === null ? null : (
          <span class="under">
            <bdi>{fromTitle}</bdi> → <bdi>{toTitle}</bdi>
          </span>
        )}
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

/** A title or leaving is as the CRM says: what is decided is whether they advocate all the same. */
const STILL = {
  confirm: 'Flag stays ended',
  reject: 'Still an advocate',
  settled: 'Flag stays ended',
  denied: 'Still an advocate',
};

/** What followed from it, and who settled it. */
function Done({ change }: { change: JobChangeView }) {
  const { tier, toldAt } = change;
  const hadFlag = tier !== 'none';
  return (
    <span>
      {!hadFlag ? 'There was no flag' : endsFlag(change) ? 'The flag ended' : 'The flag is back'}
      <span class="under">{toldAt === null ? 'Slack was not told' : 'Slack was told'}</span>
      <Outcome change={change} />
    </span>
  );
}

const TAKEN_BACK = {
  returned: 'They went back',
  reachable: 'An address works again',
  same_company: 'Both companies are one',
};

/** Where a kind of change has words of its own. */
const TAKEN_BACK_OF: Partial<Record<JobChangeView['kind'], Partial<typeof TAKEN_BACK>>> = {
  left: { same_company: 'The company was deleted' },
  title_changed: { returned: 'They have the old title again' },
};

function Outcome({ change: { kind, verdict, settledBy: by } }: { change: JobChangeView }) {
  if (verdict === null) return null;
  if (verdict !== 'confirmed' && verdict !== 'rejected') {
    const words = { ...TAKEN_BACK, ...TAKEN_BACK_OF[kind] };
    return <span class="under">{words[verdict]}</span>;
  }
  return (
    <span class="under">
      <Badge tone={verdict === 'confirmed' ? 'good' : 'calm'}>
        {verdict === 'confirmed' ? VERDICTS[kind].settled : VERDICTS[kind].denied}
      </Badge>{' '}
      by <bdi>{actorWords(by ?? '')}</bdi>
    </span>
  );
}

/** What somebody may say of a change, and what it is called once they said so. */
const VERDICTS = {
  moved: { confirm: 'Confirm', reject: 'Not a move', settled: 'Confirmed', denied: 'No change' },
  left: STILL,
  title_changed: STILL,
  bounced: { confirm: 'Confirm', reject: null, settled: 'Confirmed', denied: 'No change' },
};

/** What somebody may say about a change, a bounce being the CRM's to take back; what it leads back to is `from`. */
export function SettleForms({ change, from }: { change: JobChangeView; from: string }) {
  const { id, name, kind } = change;
  const { confirm, reject } = VERDICTS[kind];
  return (
    <May any={['propose']}>
      <form class="decide" method="post" action={`${MOVES_PATH}/${id}`}>
        <input type="hidden" name="from" value={from} />
        <button class="button button-quiet" type="submit" name="verdict" value="confirmed">
          {confirm}
          <span class="visually-hidden">: the change of {name}</span>
        </button>
        {reject === null ? null : (
          <button class="button button-quiet" type="submit" name="verdict" value="rejected">
            {reject}
            <span class="visually-hidden">: {name}</span>
          </button>
        )}
      </form>
    </May>
  );
}
