import { isSameActor } from '#core/actor/actor.ts';
import { memberActor, type Member } from '#core/member/member.ts';
import { DAY } from '#core/time.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Field, problemId, refusedBy, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May, useViewer } from '#server/console/parts/viewer.tsx';
import { Moment } from '#server/console/parts/when.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import type { Delegation } from '#server/workspace/policy/delegations.ts';
import { POLICY_PATH } from './words.ts';

export interface DelegatesData {
  delegations: Delegation[];
  /** Everybody active. */
  members: Member[];
}

/** The most days ahead of today somebody can be away. */
const LONGEST = 89;

/** Who is away, who decides for them until when; and where one names one's own. */
export function Delegates(props: { data: DelegatesData; refused: Refused | null; now: number }) {
  const { data, refused, now } = props;
  const { actor, permissions } = useViewer();
  // Whoever manages people sees everybody's; others what they gave or were given.
  const shown = permissions.includes('manage_members')
    ? data.delegations
    : data.delegations.filter(({ principal, delegate }) =>
        [principal, delegate].some((each) => isSameActor(each, actor)),
      );
  const own = data.delegations.find(({ principal }) => isSameActor(principal, actor)) ?? null;
  return (
    <section class="card" id="delegates" aria-labelledby="delegates-title">
      <h2 id="delegates-title">Delegates</h2>
      <p class="quiet">
        Whoever is away lets a colleague decide for them until a day. The colleague decides with the other’s
        role, and every decision says for whom; what either of them proposed or receives stays barred.
      </p>
      {shown.length === 0 ? (
        <p class="quiet policy-nobody">Nobody is away.</p>
      ) : (
        <Standing delegations={shown} own={own} members={data.members} />
      )}
      <May any={['approve', 'approve_finance']}>
        <Name data={data} own={own} refused={refusedBy(refused, 'delegate')} now={now} />
      </May>
    </section>
  );
}

interface StandingProps {
  delegations: Delegation[];
  own: Delegation | null;
  members: readonly Member[];
}

function Standing({ delegations, own, members }: StandingProps) {
  const nameOf = (actor: string) =>
    members.find((member) => isSameActor(memberActor(member), actor))?.name ?? actorTitle(actor);
  return (
    <Table
      caption="Who is away and who decides for them"
      columns={[{ label: 'Away' }, { label: 'Decides' }, { label: 'Until' }, { label: 'End' }]}
    >
      {delegations.map((each) => (
        <Row>
          <Cell label="Away" kind="lead">
            <bdi>{nameOf(each.principal)}</bdi>
            {each === own ? ' (you)' : ''}
          </Cell>
          <Cell label="Decides">
            <bdi>{nameOf(each.delegate)}</bdi>
          </Cell>
          <Cell label="Until">
            <Moment at={each.until} />
          </Cell>
          <Cell label="End">
            {each === own ? (
              <form method="post" action={`${POLICY_PATH}/delegate/end`}>
                <button class="button button-small" type="submit">
                  I am back
                </button>
              </form>
            ) : null}
          </Cell>
        </Row>
      ))}
    </Table>
  );
}

interface NameProps {
  data: DelegatesData;
  own: Delegation | null;
  refused: Refused | null;
  now: number;
}

function Name({ data: { members }, own, refused, now }: NameProps) {
  const { memberId } = useViewer();
  if (memberId === null) {
    return <p class="quiet">Sign in with Slack to name a delegate of your own.</p>;
  }
  const others = members.filter(({ id }) => id !== memberId);
  if (others.length === 0) {
    return <p class="quiet">Nobody else is a member yet, so there is nobody to name.</p>;
  }
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  const common = { form: 'delegate', refused };
  return (
    <form class="policy-delegate" method="post" action={`${POLICY_PATH}/delegate#delegates`}>
      {refused === null ? null : (
        <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
      )}
      <SelectField {...common} name="to" label="Who decides for you">
        <option value="">Choose a colleague</option>
        {others.map(({ id, name, role }) => (
          <option value={id} selected={refused?.values['to'] === id}>
            {`${name}, ${ROLE_WORDS[role].toLowerCase()}`}
          </option>
        ))}
      </SelectField>
      <Field
        {...common}
        name="until"
        label="Until and with"
        type="date"
        value={day(now + 7 * DAY)}
        min={day(now)}
        max={day(now + LONGEST * DAY)}
        required
      />
      <button class="button" type="submit">
        {own === null ? 'Hand over' : 'Change'}
        <span class="visually-hidden">{own === null ? ' my decisions' : ' the delegate'}</span>
      </button>
    </form>
  );
}
