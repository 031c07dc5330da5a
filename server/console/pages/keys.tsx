import { ROLES, type Role } from '#core/member/role.ts';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Field, problemId, refusedBy, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { useViewer } from '#server/console/parts/viewer.tsx';
import { Day, When } from '#server/console/parts/when.tsx';
import { ROLE_WORDS } from '#server/console/parts/words.ts';
import type { ApiKey } from '#server/workspace/members/api-keys.ts';
import { RoleOptions } from './members.tsx';

export const KEYS_PATH = '/console/keys';

export interface KeysData {
  now: number;
  keys: ApiKey[];
  /** A key that has just been made, told this once. */
  made: string | null;
  /** Roles the viewer may give to a key. */
  roles: Role[];
  refused: Refused | null;
}

/** Keys for programs, each with a role of its own. */
export function KeysPage({ data }: { data: KeysData }) {
  const { keys, made, now, roles } = data;
  return (
    <>
      <Heading
        title="API keys"
        lead="For programs that use the API. Each has a role, and the audit trail names it."
      />
      <div class="stack">
        {made === null ? null : <Made made={made} />}
        {keys.length === 0 ? (
          <Empty title="There are no keys">
            <p>
              Programs that decide rewards need one with a role that may. The admin token only sets things up.
            </p>
          </Empty>
        ) : (
          <Keys keys={keys} now={now} refused={data.refused} />
        )}
        <Make roles={roles} refused={refusedBy(data.refused, 'make')} />
      </div>
    </>
  );
}

function Made({ made }: { made: string }) {
  return (
    <section class="card" role="status" aria-labelledby="made-title">
      <h2 id="made-title">Your new key</h2>
      <p>Copy it now: it is shown this once, and we keep only a fingerprint of it.</p>
      <p class="code key-made">{made}</p>
    </section>
  );
}

function Keys({ keys, now, refused }: { keys: ApiKey[]; now: number; refused: Refused | null }) {
  return (
    <section id="keys" aria-labelledby="keys-title">
      <h2 class="section-title" id="keys-title">
        Keys
      </h2>
      <Table
        caption="API keys"
        columns={[
          { label: 'What uses it' },
          { label: 'Role' },
          { label: 'Made by' },
          { label: 'Last used', kind: 'number' },
          { label: 'State' },
        ]}
      >
        {keys.map((key) => (
          <KeyRow of={key} now={now} refused={refusedBy(refused, `revoke-${key.id}`)} />
        ))}
      </Table>
    </section>
  );
}

function KeyRow({ of, now, refused }: { of: ApiKey; now: number; refused: Refused | null }) {
  const { id, name, role, createdBy, createdAt, lastUsedAt, revokedAt } = of;
  return (
    <Row>
      <Cell label="What uses it" kind="lead">
        <bdi>{name}</bdi>
        <span class="under">gw_{id}_…</span>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
      </Cell>
      <Cell label="Role">
        <span>
          {ROLE_WORDS[role]}
          {revokedAt === null ? <Standing of={of} /> : null}
        </span>
      </Cell>
      <Cell label="Made by">
        <span>
          <bdi>{actorTitle(createdBy)}</bdi>
          <span class="under">
            <Day at={createdAt} />
          </span>
        </span>
      </Cell>
      <Cell label="Last used" kind="number">
        {lastUsedAt === null ? <span class="quiet">Never</span> : <When at={lastUsedAt} now={now} />}
      </Cell>
      <Cell label="State">
        {revokedAt === null ? <Revoke id={id} name={name} /> : <Badge tone="calm">Revoked</Badge>}
      </Cell>
    </Row>
  );
}

/** What a key may not do now because its maker may not. */
function Standing({ of: { role, standing, createdBy } }: { of: ApiKey }) {
  if (standing === role) return null;
  if (createdBy === 'admin')
    return (
      <span class="under">
        Only looks now: it was made with the admin token, before an owner signed in. Make a new key.
      </span>
    );
  return (
    <span class="under">
      {standing === null
        ? 'Asleep: its maker may do nothing here now'
        : `Now no more than ${ROLE_WORDS[standing].toLowerCase()}, as its maker may no more`}
    </span>
  );
}

function Revoke({ id, name }: { id: string; name: string }) {
  return (
    <details class="confirm confirm-end">
      <summary class="button button-quiet button-small">
        Revoke<span class="visually-hidden"> the key of {name}</span>
      </summary>
      <form class="stack-tight" method="post" action={`${KEYS_PATH}/${id}/revoke`}>
        <p>
          From now on <bdi>{name}</bdi> gets nothing from the API. This cannot be undone.
        </p>
        <button class="button button-bad" type="submit">
          Revoke the key
        </button>
      </form>
    </details>
  );
}

function Make({ roles, refused }: { roles: Role[]; refused: Refused | null }) {
  const common = { form: 'make', refused };
  const isToken = useViewer().memberId === null;
  return (
    <section class="card" id="make" aria-labelledby="make-title">
      <h2 id="make-title">Make a key</h2>
      <form class="stack-tight setup-form" method="post" action={`${KEYS_PATH}#make`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <Field
          {...common}
          name="name"
          label="What uses it"
          hint="Such as: nightly import."
          maxlength={80}
          required
        />
        <SelectField
          {...common}
          name="role"
          label="Role"
          hint={
            isToken
              ? 'Once an owner has signed in, a key made with the admin token only looks: make a new one then.'
              : 'A key may do no more than you.'
          }
        >
          <RoleOptions
            roles={ROLES.filter((role) => roles.includes(role))}
            chosen={refused?.values['role'] ?? 'viewer'}
          />
        </SelectField>
        <div>
          <button class="button button-main" type="submit">
            Make a key
          </button>
        </div>
      </form>
    </section>
  );
}
