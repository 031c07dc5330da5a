import type { SlackActor } from '#slack-app/verbs.ts';
import type { Services } from './services.ts';

const FRESH_FOR = 60_000;

/** The team somebody is in, and the organisation it belongs to. */
export type SlackPlace = Pick<SlackActor, 'teamId' | 'enterpriseId'>;

/** Who owns a Slack team, and the connection it is reached through: its own, or its organisation's. */
export interface SlackOwner {
  workspaceId: string;
  connectionId: string;
}

export interface SlackOwners {
  /** The owner of a team; remembered for a minute, since every press asks. Null where nobody connected it. */
  of(place: SlackPlace): Promise<SlackOwner | null>;
  /** Looks anew from now on: the app was removed somewhere. */
  forget(): void;
}

/** Whose each team is. A team that was connected by itself stays so where its organisation is connected, too. */
export function slackOwners({ directory }: Pick<Services, 'directory'>): SlackOwners {
  const known = new Map<string, SlackOwner & { until: number }>();
  return {
    async of({ teamId, enterpriseId }) {
      const remembered = known.get(teamId);
      if (remembered !== undefined && remembered.until > Date.now()) return remembered;
      for (const account of enterpriseId === undefined ? [teamId] : [teamId, enterpriseId]) {
        const connectionId = `slack-${account}`;
        const workspaceId = await directory.ownerOf(connectionId);
        if (workspaceId === null) continue;
        const owner = { workspaceId, connectionId, until: Date.now() + FRESH_FOR };
        known.set(teamId, owner);
        return owner;
      }
      return null;
    },
    forget: () => known.clear(),
  };
}
