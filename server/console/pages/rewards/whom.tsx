import { StatusBadge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import { REWARDS_PATH } from './words.ts';

interface WhomData {
  q: string | null;
  people: PersonDetail[];
  /** Whether more fit than are shown. */
  isMore: boolean;
}

/** Whom a reward is proposed for: the form for it is on the person's own page. */
export function WhomPage({ data: { q, people, isMore } }: { data: WhomData }) {
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={REWARDS_PATH}>Rewards</a>
      </nav>
      <Heading
        title="Propose a reward"
        lead="Choose whom it is for. Then say what they did and what they get; somebody else decides."
      />
      <div class="toolbar">
        <form class="search" role="search" action={`${REWARDS_PATH}/new`}>
          <label class="visually-hidden" for="whom-q">
            Search by name, e-mail or company
          </label>
          <input id="whom-q" type="search" name="q" value={q ?? ''} placeholder="Name, e-mail or company" />
          <button class="button" type="submit" aria-label="Search">
            <Icon name="search" />
          </button>
        </form>
      </div>
      {people.length === 0 ? (
        <Empty title="Nobody fits">
          <p>Try fewer letters.</p>
        </Empty>
      ) : (
        <Table
          caption="Whom it is for"
          columns={[{ label: 'Person' }, { label: 'Company' }, { label: 'Tier' }]}
        >
          {people.map((person) => (
            <Whom person={person} />
          ))}
        </Table>
      )}
      {isMore ? <p class="hint">Search to find everybody else.</p> : null}
    </>
  );
}

function Whom({ person: { id, name, title, company, status, tier } }: { person: PersonDetail }) {
  return (
    <Row>
      <Cell label="Person" kind="lead">
        <a href={`/console/advocates/${id}#reward`}>
          <bdi>{name}</bdi>
        </a>
        {title === null ? null : (
          <span class="under">
            <bdi>{title}</bdi>
          </span>
        )}
      </Cell>
      <Cell label="Company">{company === null ? null : <bdi>{company}</bdi>}</Cell>
      <Cell label="Tier">
        <StatusBadge status={status} tier={tier} />
      </Cell>
    </Row>
  );
}
