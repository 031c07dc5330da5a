import type { Member } from '#core/member/member.ts';
import { ROLES } from '#core/member/role.ts';
import { problemId, refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { When } from '#server/console/parts/when.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import type { SlackException } from '#server/workspace/members/slack-users.ts';
import type { MembersData } from './members.tsx';

export const MEMBERS_PATH = '/console/members';

/** Slack people who acted or wanted in and are no member, with a way to say who they are. */
export function Exceptions({ data: { exceptions, members, refused, now } }: { data: MembersData }) {
  if (exceptions.length === 0) return null;
  const free = members.filter(({ slackUser }) => slackUser === null);
  return (
    <section id="exceptions" aria-labelledby="exceptions-title">
      <h2 class="section-title" id="exceptions-title">
        Slack people we cannot place
      </h2>
      <Table
        caption="Slack people we cannot place"
        columns={[
          { label: 'Who' },
          { label: 'Why' },
          { label: 'First seen', kind: 'number' },
          { label: 'They are' },
        ]}
      >
        {exceptions.map((each) => (
          <ExceptionRow of={each} free={free} refused={refused} now={now} />
        ))}
      </Table>
    </section>
  );
}

function ExceptionRow(props: { of: SlackException; free: Member[]; refused: Refused | null; now: number }) {
  const { of, free, now } = props;
  const form = exceptionForm(of.team, of.id);
  const refused = refusedBy(props.refused, form);
  return (
    <Row id={form}>
      <Cell label="Who" kind="lead">
        <bdi>{of.name}</bdi>
        <span class="under">
          <bdi>{of.email ?? of.id}</bdi>
        </span>
        {refused === null ? null : <ProblemNotice problem={refused.problem} id={problemId(form)} urgent />}
      </Cell>
      <Cell label="Why">{WHY[of.state]}</Cell>
      <Cell label="First seen" kind="number">
        <When at={of.seenAt} now={now} />
      </Cell>
      <Cell label="They are">
        <form
          class="row-form"
          method="post"
          action={`${MEMBERS_PATH}/slack/${encodeURIComponent(of.team)}/${encodeURIComponent(of.id)}#${form}`}
        >
          <select name="as" aria-label={`Who ${of.name} is`} required>
            <option value="">Choose …</option>
            {free.length === 0 ? null : (
              <optgroup label="This member">
                {free.map(({ id, name, email }) => (
                  <option value={`member:${id}`}>{email === null ? name : `${name} (${email})`}</option>
                ))}
              </optgroup>
            )}
            <optgroup label="A new member, as">
              {ROLES.map((role) => (
                <option value={`role:${role}`}>{ROLE_WORDS[role]}</option>
              ))}
            </optgroup>
          </select>
          <button class="button button-small" type="submit">
            Save<span class="visually-hidden"> who {of.name} is</span>
          </button>
        </form>
      </Cell>
    </Row>
  );
}

/** The name of the form of one exception among many. */
export function exceptionForm(team: string, user: string): string {
  return `slack-${team}-${user}`;
}

const WHY: Record<SlackException['state'], string> = {
  unmatched: 'No member has their e-mail',
  stranger: 'A guest, an app, or nobody Slack knows: they may do nothing',
  conflict: 'The member with their e-mail is another Slack user',
};
