import { slackActor } from '#core/actor/actor.ts';
import type { Role } from './role.ts';

/** Somebody of the company: what is known of them, and what they may do. */
export interface Member {
  id: string;
  /** Null until their Slack user is known. */
  slackTeam: string | null;
  slackUser: string | null;
  email: string | null;
  name: string;
  image: string | null;
  /** As in the IANA database; null where Slack has told none. */
  timeZone: string | null;
  role: Role;
  state: 'active' | 'disabled';
  /** Epoch milliseconds. */
  createdAt: number;
  /** When they last signed in to the console; null where they never did. */
  signedInAt: number | null;
  lastSeenAt: number | null;
}

/** Who a member acts as: the same person in Slack and in the console. */
export function memberActor({
  slackUser,
  name,
  email,
}: Pick<Member, 'slackUser' | 'name' | 'email'>): string {
  return slackUser === null ? (email ?? name) : slackActor(slackUser, name);
}
