import { ok, refuse, type Result } from '#core/problem.ts';
import type { SlackActor } from '#slack-app/verbs.ts';
import type { Services } from './services.ts';
import type { SlackOwner } from './slack-owners.ts';

/** Slack users an isolate remembers. */
const MOST = 10_000;
/** How long a press waits for Slack to tell who it is of, in milliseconds. */
const LONGEST = 1_500;

const UNKNOWN = refuse(
  'vendor_unavailable',
  'Slack did not tell us who you are, so nothing was done.',
  'Press again in a minute.',
);

export interface SlackUsers {
  /** Notes who acts, each once, beside what they do: nothing waits for it, and one that is lost comes again. */
  noteSeen(owner: SlackOwner, actor: SlackActor): void;
  /** Has Slack tell who acts before what they do counts, each once: guests and apps decide nothing. */
  tell(owner: SlackOwner, actor: SlackActor): Promise<Result<null>>;
}

/** Who acts in Slack, as each isolate remembers it. */
export function slackUsers({ workspace, connection }: Services): SlackUsers {
  const noted = new Set<string>();
  const told = new Set<string>();
  const remember = (seen: Set<string>, key: string) => void (seen.size < MOST && seen.add(key));
  return {
    noteSeen(owner, actor) {
      const key = keyOf(owner, actor);
      if (noted.has(key)) return;
      void workspace(owner.workspaceId)
        .members.seen(placeOf(owner, actor))
        .then(
          () => remember(noted, key),
          (error: unknown) => console.error('a Slack user was not noted', error),
        );
    },
    async tell(owner, actor) {
      const key = keyOf(owner, actor);
      if (told.has(key)) return ok(null);
      const { members } = workspace(owner.workspaceId);
      const place = placeOf(owner, actor);
      if (!(await members.isTold(place))) {
        // Slack takes no answer after three seconds, and a later press finds what was told meanwhile.
        await members.seen(place);
        const asked = connection(owner.connectionId).messages.user(actor.userId);
        const found = await Promise.race([asked, pause(LONGEST)]);
        if (found === null || !found.ok) return UNKNOWN;
        await members.told(place, found.value);
      }
      remember(told, key);
      return ok(null);
    },
  };
}

function pause(milliseconds: number): Promise<null> {
  return new Promise((resolve) => setTimeout(() => resolve(null), milliseconds));
}

function keyOf({ connectionId }: SlackOwner, { userId }: SlackActor): string {
  return `${connectionId} ${userId}`;
}

function placeOf({ connectionId }: SlackOwner, { userId, userName }: SlackActor) {
  return { team: connectionId.replace(/^slack-/, ''), id: userId, name: userName };
}
