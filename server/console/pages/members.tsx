import type { Member } from '#core/member/member.ts';
import { ROLES, type Role } from '#core/member/role.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Field, problemId, refusedBy, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May, useViewer } from '#server/console/parts/viewer.tsx';
import { When } from '#server/console/parts/when.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import type { SlackException } from '#server/workspace/members/slack-users.ts';
import { MemberAccess } from './member-access.tsx';
import { Exceptions, MEMBERS_PATH } from './member-exceptions.tsx';
import { RoleGuide } from './role-guide.tsx';

export interface MembersData {
  now: number;
  members: Member[];
  exceptions: SlackException[];
  defaultRole: Role;
  /** Whether a Slack is connected at all. */
  hasSlack: boolean;
  refused: Refused | null;
}

/** Who runs the programme, and what each of them may do. */
export function MembersPage({ data }: { data: MembersData }) {
  const { memberId } = useViewer();
  return (
    <>
      <Heading
        title="People and roles"
        lead="Who runs the programme. In Slack and here they are the same people, with one role."
      >
        {memberId === null ? null : (
          <form method="post" action={`${MEMBERS_PATH}/sign-out`}>
            <button class="button" type="submit">
              Sign me out everywhere
            </button>
          </form>
        )}
      </Heading>
      <div class="stack">
        <May any={['manage_members']}>
          <Exceptions data={data} />
        </May>
        <Everybody data={data} />
        <May any={['manage_members']}>
          <div class="columns">
            <Add refused={refusedBy(data.refused, 'add')} />
            <Others role={data.defaultRole} refused={refusedBy(data.refused, 'default')} />
          </div>
        </May>
        <RoleGuide />
      </div>
    </>
  );
}

function Everybody({ data: { members, refused, now, hasSlack } }: { data: MembersData }) {
  if (members.length === 0)
    return (
      <Empty title="Nobody is a member yet">
        <p>
          {hasSlack
            ? 'Add yourself as an owner by e-mail, then sign in with Slack.'
            : 'Connect Slack: whoever installs the app becomes the owner.'}
        </p>
      </Empty>
    );
  return (
    <section id="members" aria-labelledby="members-title">
      <h2 class="section-title" id="members-title">
        Members
      </h2>
      <Table
        caption="Members"
        columns={[
          { label: 'Who' },
          { label: 'Role' },
          { label: 'Slack' },
          { label: 'Last seen', kind: 'number' },
          { label: 'Access' },
        ]}
      >
        {members.map((member) => (
          <MemberRow member={member} refused={refused} now={now} />
        ))}
      </Table>
    </section>
  );
}

function MemberRow({ member, refused, now }: { member: Member; refused: Refused | null; now: number }) {
  const { id, name, email, slackUser, lastSeenAt, role, state } = member;
  const { memberId, permissions } = useViewer();
  const isSelf = memberId === id;
  const canManage = permissions.includes('manage_members') && !isSelf;
  const mine = refusedBy(refused, `member-${id}`);
  return (
    <Row id={`member-${id}`}>
      <Cell label="Who" kind="lead">
        <bdi>{name}</bdi>
        {isSelf ? ' (you)' : ''}
        {email === name ? null : (
          <span class="under">
            <bdi>{email ?? 'no e-mail yet'}</bdi>
          </span>
        )}
        {mine === null ? null : <ProblemNotice problem={mine.problem} id={problemId(mine.form)} urgent />}
      </Cell>
      <Cell label="Role">
        {canManage && state === 'active' ? <RoleForm member={member} /> : ROLE_WORDS[role]}
      </Cell>
      <Cell label="Slack">
        {slackUser === null ? <span class="quiet">Not found yet</span> : <span title={slackUser}>Found</span>}
      </Cell>
      <Cell label="Last seen" kind="number">
        {lastSeenAt === null ? <span class="quiet">Never</span> : <When at={lastSeenAt} now={now} />}
      </Cell>
      <Cell label="Access">
        {canManage ? (
          <MemberAccess member={member} />
        ) : state === 'active' ? (
          'Active'
        ) : (
          <Badge tone="bad">Disabled</Badge>
        )}
      </Cell>
    </Row>
  );
}

function RoleForm({ member: { id, name, role } }: { member: Member }) {
  return (
    <form class="row-form" method="post" action={`${MEMBERS_PATH}/${id}/role#member-${id}`}>
      <select name="role" aria-label={`Role of ${name}`}>
        <RoleOptions roles={ROLES} chosen={role} />
      </select>
      <button class="button button-small" type="submit">
        Save<span class="visually-hidden"> the role of {name}</span>
      </button>
    </form>
  );
}

function Add({ refused }: { refused: Refused | null }) {
  const common = { form: 'add', refused };
  return (
    <section class="card" id="add" aria-labelledby="add-title">
      <h2 id="add-title">Add somebody</h2>
      <form class="stack-tight" method="post" action={`${MEMBERS_PATH}#add`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <Field
          {...common}
          name="email"
          label="Work e-mail"
          hint="The one they have in Slack: they are found there by it."
          type="email"
          required
        />
        <Field {...common} name="name" label="Name (optional)" maxlength={200} />
        <SelectField {...common} name="role" label="Role">
          <RoleOptions roles={ROLES} chosen={refused?.values['role'] ?? 'viewer'} />
        </SelectField>
        <div>
          <button class="button button-main" type="submit">
            Add
          </button>
        </div>
      </form>
    </section>
  );
}

function Others({ role, refused }: { role: Role; refused: Refused | null }) {
  const common = { form: 'default', refused };
  return (
    <section class="card" id="default" aria-labelledby="default-title">
      <h2 id="default-title">Everybody else in your Slack</h2>
      <form class="stack-tight" method="post" action={`${MEMBERS_PATH}/default-role#default`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <SelectField
          {...common}
          name="role"
          label="Slack users who are not members"
          hint="As managers, anybody in your Slack may decide what a manager may. The console is for members alone."
        >
          <RoleOptions roles={['viewer', 'manager']} chosen={role} />
        </SelectField>
        <div>
          <button class="button" type="submit">
            Save
          </button>
        </div>
      </form>
    </section>
  );
}

/** Roles to choose from. */
export function RoleOptions({ roles, chosen }: { roles: readonly Role[]; chosen: string | null }) {
  return (
    <>
      {roles.map((role) => (
        <option value={role} selected={role === chosen}>
          {ROLE_WORDS[role]}
        </option>
      ))}
    </>
  );
}
