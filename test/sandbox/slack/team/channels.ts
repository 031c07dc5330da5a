import type { Json } from '../json.ts';
import type { Ids } from './ids.ts';

/** A place messages are posted to: a channel, or the direct messages between one person and the app. */
export interface Channel {
  id: string;
  /** Without #; for direct messages the person's id. */
  name: string;
  topic: string;
  isPrivate: boolean;
  isArchived: boolean;
  /** The person on the other side of direct messages with the app; null for a channel. */
  directWith: string | null;
  /** Whether the app has been added. */
  hasApp: boolean;
  created: number;
}

/** What a test says to add a channel. */
export interface ChannelSeed {
  id?: string;
  name: string;
  topic?: string;
  isPrivate?: boolean;
  isArchived?: boolean;
  hasApp?: boolean;
}

/** The channels every workspace starts with; the app has been invited to the first two. */
export const FIRST_CHANNELS: readonly ChannelSeed[] = [
  { id: 'C0ADVOCACY', name: 'advocacy', topic: 'New advocates, thanks and asks', hasApp: true },
  { id: 'C0APPROVAL', name: 'reward-approvals', topic: 'Rewards that wait for a decision', hasApp: true },
  { id: 'C0GENERAL0', name: 'general', topic: 'Company-wide announcements' },
];

/** The channels of one workspace. */
export class Channels {
  readonly #ids: Ids;
  readonly #created: number;
  readonly #byId = new Map<string, Channel>();

  constructor(ids: Ids, created: number, seeds: readonly ChannelSeed[]) {
    this.#ids = ids;
    this.#created = created;
    for (const seed of seeds) this.add(seed);
  }

  add(seed: ChannelSeed): Channel {
    return this.#open(seed, null);
  }

  #open(seed: ChannelSeed, directWith: string | null): Channel {
    const channel: Channel = {
      id: seed.id ?? this.#ids.next('C'),
      name: seed.name,
      topic: seed.topic ?? '',
      isPrivate: seed.isPrivate ?? false,
      isArchived: seed.isArchived ?? false,
      directWith,
      hasApp: seed.hasApp ?? false,
      created: this.#created,
    };
    this.#byId.set(channel.id, channel);
    return channel;
  }

  all(): Channel[] {
    return [...this.#byId.values()];
  }

  /** A channel by id, by `#name` or by bare name. */
  find(reference: string): Channel | null {
    const name = reference.startsWith('#') ? reference.slice(1) : reference;
    const named = this.all().find((channel) => channel.directWith === null && channel.name === name);
    return this.#byId.get(reference) ?? named ?? null;
  }

  /** The direct messages between the app and a person, opened on first use. */
  direct(userId: string): Channel {
    const open = this.all().find((channel) => channel.directWith === userId);
    return (
      open ?? this.#open({ id: this.#ids.next('D'), name: userId, isPrivate: true, hasApp: true }, userId)
    );
  }
}

/** Slack's conversation object. */
export function conversationObject(channel: Channel, teamId: string): Json {
  if (channel.directWith !== null) {
    return {
      id: channel.id,
      created: channel.created,
      is_im: true,
      is_org_shared: false,
      user: channel.directWith,
      is_archived: false,
    };
  }
  return {
    id: channel.id,
    name: channel.name,
    name_normalized: channel.name,
    created: channel.created,
    is_channel: !channel.isPrivate,
    is_group: channel.isPrivate,
    is_im: false,
    is_mpim: false,
    is_private: channel.isPrivate,
    is_archived: channel.isArchived,
    is_general: channel.name === 'general',
    is_member: channel.hasApp,
    is_shared: false,
    is_ext_shared: false,
    context_team_id: teamId,
    topic: { value: channel.topic, creator: '', last_set: 0 },
    purpose: { value: '', creator: '', last_set: 0 },
  };
}
