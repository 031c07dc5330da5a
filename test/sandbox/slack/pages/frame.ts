import type { Names } from '../mrkdwn/render.ts';
import type { Member } from '../team/members.ts';
import type { Team } from '../team/team.ts';

/** What a piece of a page is drawn for: the workspace, and whoever looks at it. */
export interface Frame {
  team: Team;
  viewer: Member;
  names: Names;
}

/** The frame for one viewer. */
export function frameFor(team: Team, viewer: Member): Frame {
  return {
    team,
    viewer,
    names: {
      now: team.clock.now(),
      timeZone: viewer.timeZone,
      user: (id) => (id === team.app.botUserId ? team.app.name : (team.members.get(id)?.realName ?? null)),
      channel: (id) => team.channels.find(id)?.name ?? null,
    },
  };
}

/** Where blocks stand: the frame, the message or view they belong to, and what was refused by block id. */
export interface Ground extends Frame {
  placeId: string;
  errors: Readonly<Record<string, string>>;
}
