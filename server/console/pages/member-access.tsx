import type { Member } from '#core/member/member.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { MEMBERS_PATH } from './member-exceptions.tsx';

/** Shuts a member out or lets them in again, and removes one who was added by mistake. */
export function MemberAccess({ member }: { member: Member }) {
  const { signedInAt, lastSeenAt } = member;
  return (
    <div class="row-form">
      <AccessForm member={member} />
      {signedInAt === null && lastSeenAt === null ? <RemoveForm member={member} /> : null}
    </div>
  );
}

function AccessForm({ member: { id, name, state } }: { member: Member }) {
  const action = `${MEMBERS_PATH}/${id}/state#member-${id}`;
  if (state === 'disabled')
    return (
      <form class="row-form" method="post" action={action}>
        <Badge tone="bad">Disabled</Badge>
        <input type="hidden" name="state" value="active" />
        <button class="button button-small" type="submit">
          Let in again<span class="visually-hidden">: {name}</span>
        </button>
      </form>
    );
  return (
    <details class="confirm confirm-end">
      <summary class="button button-quiet button-small">
        Disable<span class="visually-hidden"> {name}</span>
      </summary>
      <form class="stack-tight" method="post" action={action}>
        <input type="hidden" name="state" value="disabled" />
        <p>
          <bdi>{name}</bdi> is signed out everywhere at once and decides nothing more, here or in Slack.
        </p>
        <button class="button button-bad" type="submit">
          Disable
        </button>
      </form>
    </details>
  );
}

/** For whoever was added by mistake: there is nothing of theirs to keep. */
function RemoveForm({ member: { id, name } }: { member: Member }) {
  return (
    <details class="confirm confirm-end">
      <summary class="button button-quiet button-small">
        Remove<span class="visually-hidden"> {name}</span>
      </summary>
      <form class="stack-tight" method="post" action={`${MEMBERS_PATH}/${id}/remove#members`}>
        <p>
          <bdi>{name}</bdi> never signed in, and leaves this list. The audit trail keeps that they were on it.
        </p>
        <button class="button button-bad" type="submit">
          Remove
        </button>
      </form>
    </details>
  );
}
