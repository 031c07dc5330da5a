import { Heading } from '#server/console/parts/heading.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { Day, Moment } from '#server/console/parts/when.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { PointsSheet, SheetMovement } from '#server/workspace/points/sheet.ts';
import { ActForms } from './act-forms.tsx';
import { PointsFacts } from './held.tsx';
import { movementWords, POINTS_PATH, programmeHref, sheetHref } from './words.ts';

export interface SheetData {
  sheet: PointsSheet;
  cursor: string | null;
  /** Idempotency keys of the three forms. */
  keys: Readonly<Record<string, string>>;
  /** What was typed into one of them. */
  typed: { form: string; values: Record<string, string> } | null;
  refused: Refused | null;
}

/** One person's points of one programme: what they hold, what can be done by hand, and what happened. */
export function SheetPage({ data }: { data: SheetData }) {
  const { person, programme, held } = data.sheet;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={POINTS_PATH}>Points</a>
        <a href={programmeHref(programme.id)}>
          <bdi>{programme.name}</bdi>
        </a>
      </nav>
      <Heading
        title={<bdi>{person.name}</bdi>}
        lead={
          <>
            Their points of <bdi>{programme.name}</bdi>.
          </>
        }
      >
        <a class="button" href={`/console/advocates/${person.id}`}>
          Open their page
        </a>
      </Heading>
      <div class="points-sheet">
        <section class="card" aria-labelledby="held-title">
          <h2 id="held-title">What they hold</h2>
          {held === null ? <p class="quiet">They have earned none yet.</p> : <PointsFacts held={held} />}
        </section>
        <May any={['manage_money']}>
          <ActForms data={data} />
        </May>
      </div>
      <Movements data={data} />
    </>
  );
}

function Movements({ data: { sheet, cursor } }: { data: SheetData }) {
  const { movements, next, person, programme } = sheet;
  return (
    <section class="points-section" id="movements" aria-labelledby="movements-title">
      <h2 class="section-title" id="movements-title">
        What happened
      </h2>
      {movements.length === 0 ? (
        <p class="quiet">Nothing yet.</p>
      ) : (
        <Table
          caption="What happened to their points, newest first"
          columns={[{ label: 'When' }, { label: 'What', kind: 'wide' }, { label: 'For' }, { label: 'By' }]}
        >
          {movements.map((movement) => (
            <Movement of={movement} />
          ))}
        </Table>
      )}
      <Pager path={sheetHref(programme.id, person.id)} query={{ cursor }} next={next} />
    </section>
  );
}

function Movement({ of }: { of: SheetMovement }) {
  return (
    <Row>
      <Cell label="When">
        <Moment at={of.at} />
      </Cell>
      <Cell label="What" kind="lead">
        {movementWords(of)}
        {of.owed === 0 ? null : <span class="under">{owedWords(of)}</span>}
      </Cell>
      <Cell label="For">
        <What of={of} />
      </Cell>
      <Cell label="By">
        <bdi>{actorTitle(of.by)}</bdi>
      </Cell>
    </Row>
  );
}

function owedWords({ kind, owed }: SheetMovement): string {
  const points = formatNumber(owed);
  return kind === 'earn'
    ? `${points} of them paid what was owed.`
    : `${points} of them were gone already: the next they earn pay for those.`;
}

/** What somebody said it is for; else what the points had been earned for. */
function What({ of: { kind, reason, earned, reward } }: { of: SheetMovement }) {
  return (
    <span>
      {reason === '' ? null : <bdi>{reason}</bdi>}
      {reward === null ? null : (
        <span class="under">
          <a href={`/console/rewards/${reward}`}>{reward}</a>
        </span>
      )}
      {earned === null || kind === 'earn' ? null : (
        <span class={reason === '' ? undefined : 'under'}>
          Earned for <bdi>{earned.act}</bdi> on <Day at={earned.earnedAt} />
        </span>
      )}
    </span>
  );
}
