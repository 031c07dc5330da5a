import type { SlackActor } from '#slack-app/verbs.ts';
import type { Services } from './services.ts';

/** Slack users an isolate remembers to have noted. */
const MOST = 10_000;

/** Notes who acts in Slack, each once, beside what they do: nothing waits for it, and one that is lost comes again. */
export function slackUsersSeen({ workspace }: Services) {
  const noted = new Set<string>();
  return (
    { workspaceId, connectionId }: { workspaceId: string; connectionId: string },
    actor: SlackActor,
  ): void => {
    const key = `${connectionId} ${actor.userId}`;
    if (noted.has(key)) return;
    const team = connectionId.replace(/^slack-/, '');
    void workspace(workspaceId)
      .members.seen({ team, id: actor.userId, name: actor.userName })
      .then(
        () => void (noted.size < MOST && noted.add(key)),
        (error: unknown) => console.error('a Slack user was not noted', error),
      );
  };
}
