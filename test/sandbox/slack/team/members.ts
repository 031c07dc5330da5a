import type { Json } from '../json.ts';

/** A person in the workspace, whom the page can act as. */
export interface Member {
  id: string;
  /** The handle, without @. */
  name: string;
  realName: string;
  email: string;
  title: string;
  timeZone: string;
  deleted: boolean;
}

/** What a test may say of a person; the rest is filled in. */
export type MemberSeed = Pick<Member, 'id' | 'name' | 'realName' | 'email' | 'title'> &
  Partial<Pick<Member, 'timeZone' | 'deleted'>>;

/** The people of the demo company; the account executive is an owner in its HubSpot portal too, under the same address. */
export const ROSTER: readonly MemberSeed[] = [
  {
    id: 'U0ANAORTIZ',
    name: 'ana',
    realName: 'Ana Ortiz',
    email: 'ana.ortiz@northwind-cloud.example',
    title: 'Head of Customer Marketing',
  },
  {
    id: 'U0MARCUSBL',
    name: 'marcus',
    realName: 'Marcus Bell',
    email: 'marcus.bell@northwind-cloud.example',
    title: 'VP Customer Success',
  },
  {
    id: 'U0DANAWHIT',
    name: 'dana',
    realName: 'Dana Whitlock',
    email: 'dana.whitlock@northwind-cloud.example',
    title: 'Account Executive',
  },
  {
    id: 'U0JONASLND',
    name: 'jonas',
    realName: 'Jonas Lind',
    email: 'jonas.lind@northwind-cloud.example',
    title: 'Customer Marketer',
  },
  {
    id: 'U0MEITANAK',
    name: 'mei',
    realName: 'Mei Tanaka',
    email: 'mei.tanaka@northwind-cloud.example',
    title: 'Finance Partner',
  },
];

/** The people of one workspace, by id and by e-mail. */
export class Members {
  readonly #byId = new Map<string, Member>();

  constructor(seeds: readonly MemberSeed[]) {
    for (const seed of seeds) this.join(seed);
  }

  join(seed: MemberSeed): void {
    this.#byId.set(seed.id, { timeZone: 'Europe/Berlin', deleted: false, ...seed });
  }

  get(id: string): Member | null {
    return this.#byId.get(id) ?? null;
  }

  all(): Member[] {
    return [...this.#byId.values()];
  }

  /** The person with this address; Slack compares without regard to case. */
  byEmail(email: string): Member | null {
    const wanted = email.trim().toLowerCase();
    return this.all().find((member) => member.email.toLowerCase() === wanted) ?? null;
  }
}

/** Up to two letters for an avatar. */
export function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined];
  return letters
    .map((word) => (word === undefined ? '' : String.fromCodePoint(word.codePointAt(0) ?? 32).toUpperCase()))
    .join('');
}

/** Slack's user object. The address is there only when the caller holds users:read.email. */
export function userObject(member: Member, teamId: string, withEmail: boolean): Json {
  const profile: Json = {
    real_name: member.realName,
    display_name: member.name,
    title: member.title,
    team: teamId,
    avatar_hash: '',
  };
  if (withEmail) profile['email'] = member.email;
  return {
    id: member.id,
    team_id: teamId,
    name: member.name,
    deleted: member.deleted,
    real_name: member.realName,
    tz: member.timeZone,
    profile,
    is_admin: false,
    is_owner: false,
    is_bot: false,
    is_app_user: false,
    updated: 0,
  };
}
