import type { Problem } from '#core/problem.ts';
import { TierBadge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Outside } from '#server/console/parts/outside.tsx';
import { Pager } from '#server/console/parts/pager.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted, VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { MatchSide, Suggestion } from '#server/workspace/identity/identity.ts';
import { May } from '#server/console/parts/viewer.tsx';

export interface MatchesData {
  now: number;
  items: Suggestion[];
  cursor: string | null;
  next: string | null;
  problem: Problem | null;
}

/** People who may be one: side by side, for somebody to decide. */
export function MatchesPage({ data: { now, items, cursor, next, problem } }: { data: MatchesData }) {
  return (
    <>
      <Heading
        title="Matches"
        lead="People who may be one and the same. Nothing is joined until somebody says so."
      />
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {items.length === 0 ? (
        <Empty title="Nobody to tell apart">
          <p>
            Who has the same verified e-mail in two CRMs is joined by itself. Private addresses, shared
            mailboxes and equal names prove nothing: such pairs wait here for you.
          </p>
        </Empty>
      ) : (
        <ul class="stack matches">
          {items.map((suggestion) => (
            <li>
              <Match suggestion={suggestion} now={now} />
            </li>
          ))}
        </ul>
      )}
      <Pager path="/console/matches" query={{ cursor }} next={next} />
    </>
  );
}

function Match({ suggestion: { a, b, words, suggestedAt }, now }: { suggestion: Suggestion; now: number }) {
  const id = `match-${a.id}-${b.id}`;
  const action = `/console/matches/${a.id}/${b.id}`;
  return (
    <article class="card match" id={id} aria-labelledby={`${id}-title`}>
      <h2 class="visually-hidden" id={`${id}-title`}>
        <bdi>{a.name}</bdi> and <bdi>{b.name}</bdi>
      </h2>
      <p class="match-why">
        May be one person: <bdi>{words}</bdi>
        <span class="under">
          seen <When at={suggestedAt} now={now} />
        </span>
      </p>
      <div class="match-sides">
        <Side side={a} outcome="Keeps its place" />
        <Side side={b} outcome={`Would move: ${holdings(b)}`} />
      </div>
      <div class="decide">
        <May any={['configure']}>
          <form method="post" action={`${action}/accept`}>
            <button class="button button-main" type="submit">
              Same person
              <span class="visually-hidden">
                : {a.name} and {b.name}
              </span>
            </button>
          </form>
        </May>
        <May any={['configure']}>
          <form method="post" action={`${action}/reject`}>
            <button class="button" type="submit">
              Not the same person
              <span class="visually-hidden">
                : {a.name} and {b.name}
              </span>
            </button>
          </form>
        </May>
      </div>
    </article>
  );
}

function holdings({ holds }: MatchSide): string {
  const parts = [
    counted(holds.records, 'record', 'records'),
    counted(holds.signals, 'signal', 'signals'),
    counted(holds.asks, 'ask', 'asks'),
    counted(holds.rewards, 'reward', 'rewards'),
  ];
  return parts.filter((part) => !part.startsWith('0 ')).join(', ') || 'nothing';
}

function Side({ side, outcome }: { side: MatchSide; outcome: string }) {
  const work = [side.title, side.company].filter((part) => part !== null).join(', ');
  return (
    <div class="match-side">
      <p class="match-name">
        <a href={`/console/advocates/${side.id}`}>
          <bdi>{side.name}</bdi>
        </a>{' '}
        <TierBadge tier={side.tier} />
      </p>
      <p>
        <bdi>{side.email ?? 'No e-mail'}</bdi>
      </p>
      <p class="quiet">
        <bdi>{work === '' ? 'No title or company' : work}</bdi>
      </p>
      <p class="match-records">
        {side.links.map(({ vendor, id, url }) => (
          <Outside href={url}>
            {VENDOR_WORDS[vendor]} {id}
          </Outside>
        ))}
      </p>
      <p class="under">{outcome}</p>
    </div>
  );
}
