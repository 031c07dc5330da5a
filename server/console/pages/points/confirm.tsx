import { Heading } from '#server/console/parts/heading.tsx';
import { Day } from '#server/console/parts/when.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { PointsReceipt } from '#server/workspace/points/movements.ts';
import type { PointsAct } from '#server/workspace/points/points.ts';
import type { PointsSheet } from '#server/workspace/points/sheet.ts';
import { POINTS_PATH, pointsWords, programmeHref, sheetHref } from './words.ts';

export interface ConfirmActData {
  sheet: PointsSheet;
  act: PointsAct;
  /** What it would come to now. */
  tried: PointsReceipt;
  values: Record<string, string>;
}

/** Asks once more before points move by hand, with what it comes to; what was typed stays so. */
export function ConfirmActPage({ data }: { data: ConfirmActData }) {
  const { sheet, act, tried, values } = data;
  const { person, programme } = sheet;
  const path = sheetHref(programme.id, person.id);
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={POINTS_PATH}>Points</a>
        <a href={programmeHref(programme.id)}>
          <bdi>{programme.name}</bdi>
        </a>
        <a href={path}>
          <bdi>{person.name}</bdi>
        </a>
      </nav>
      <Heading
        title={<bdi>{question(act, tried, person.name)}</bdi>}
        lead={<bdi>{act.request.reason}</bdi>}
      />
      <form class="card stack-tight" method="post" action={`${path}#by-hand`}>
        {['act', 'key', 'lot', 'points', 'reason'].map((name) => (
          <input type="hidden" name={name} value={values[name] ?? ''} />
        ))}
        <ul class="points-comes">
          <Given data={data} />
          <Taken data={data} />
          <li>
            After this they have {pointsWords(tried.balance.available)} to spend
            {tried.balance.locked === 0 ? '' : ` and ${formatNumber(tried.balance.locked)} locked`}.
          </li>
        </ul>
        <div class="points-answers">
          <button
            class={`button ${act.kind === 'claw_back' ? 'button-bad' : 'button-main'}`}
            type="submit"
            name="do"
            value="confirmed"
          >
            {answer(act, tried)}
          </button>
          <button class="button" type="submit" name="do" value="back">
            Go back
          </button>
        </div>
      </form>
    </>
  );
}

function question({ kind }: PointsAct, { points }: PointsReceipt, name: string): string {
  if (kind === 'earn') return `Give ${name} ${pointsWords(points)}?`;
  if (kind === 'spend') return `Spend ${pointsWords(points)} of ${name}?`;
  return `Take ${pointsWords(points)} back from ${name}?`;
}

function answer({ kind }: PointsAct, { points }: PointsReceipt): string {
  if (kind === 'earn') return `Give ${pointsWords(points)}`;
  return kind === 'spend' ? `Spend ${pointsWords(points)}` : `Take ${pointsWords(points)} back`;
}

function Given({ data: { act, tried, sheet } }: { data: ConfirmActData }) {
  if (act.kind !== 'earn') return null;
  const { points } = act.request;
  const { holdDays } = sheet.programme;
  const tier = sheet.held?.tier?.name ?? null;
  return (
    <>
      {tried.points === points ? null : (
        <li>
          You typed {formatNumber(points)};{' '}
          {tried.points > points && tier !== null
            ? `as ${tier} they earn faster`
            : 'the limits of the programme leave no more'}
          .
        </li>
      )}
      {tried.owed === 0 ? null : <li>{pointsWords(tried.owed)} pay for what was taken back before.</li>}
      {holdDays === 0 ? null : (
        <li>They are locked for {holdDays === 1 ? '1 day' : `${formatNumber(holdDays)} days`} first.</li>
      )}
    </>
  );
}

function Taken({ data: { act, tried, sheet } }: { data: ConfirmActData }) {
  if (act.kind !== 'claw_back') return null;
  const lot = sheet.revocable.find((each) => each.lot === act.request.lot);
  return (
    <>
      {lot === undefined ? null : (
        <li>
          They were earned for <bdi>{lot.act}</bdi> on <Day at={lot.earnedAt} />.
        </li>
      )}
      {tried.owed === 0 ? null : (
        <li>{pointsWords(tried.owed)} are gone already: the next they earn pay for those.</li>
      )}
    </>
  );
}
