import { findPings, type Ping } from '../block-kit/pings.ts';
import { withIds } from '../block-kit/walk.ts';
import { objectsIn, type Json } from '../json.ts';
import type { Channel } from './channels.ts';
import type { Ids } from './ids.ts';
import type { AppIdentity } from './installation.ts';

/** Who Slack itself speaks as. */
export const SLACKBOT = 'USLACKBOT';

/** What the sandbox noticed about a message that Slack would let pass. */
export type MessageWarning = 'missing_text';

/** One message as the workspace holds it. */
export interface Message {
  ts: string;
  channelId: string;
  /** A person's id, the app's bot user, or Slackbot. */
  userId: string;
  byApp: boolean;
  text: string;
  blocks: Json[];
  attachments: Json[];
  threadTs: string | null;
  editedTs: string | null;
  /** The one person who sees it; null for everybody in the channel. */
  ephemeralTo: string | null;
  metadata: Json | null;
  /** Everybody it notified when posted or by a later edit. */
  pings: Ping[];
  warnings: MessageWarning[];
  /** What went wrong when somebody last pressed one of its buttons; only they see it. */
  failure: { userId: string; text: string } | null;
  /** How many times it has been changed since it was posted. */
  revision: number;
}

/** What can be said in a message. */
export interface Draft {
  text: string;
  blocks: Json[];
  attachments?: Json[];
  threadTs?: string | null;
  metadata?: Json | null;
}

/** The messages of one workspace, in the order they were posted. */
export class Messages {
  readonly #ids: Ids;
  readonly #app: AppIdentity;
  readonly #byTs = new Map<string, Message>();

  constructor(ids: Ids, app: AppIdentity) {
    this.#ids = ids;
    this.#app = app;
  }

  /** Posts as the app; `ephemeralTo` shows it to one person alone. */
  post(channel: Channel, draft: Draft, ephemeralTo: string | null = null): Message {
    return this.#add(channel, this.#app.botUserId, true, draft, ephemeralTo);
  }

  /** Posts as a person. */
  say(channel: Channel, userId: string, text: string): Message {
    return this.#add(channel, userId, false, { text, blocks: [] }, null);
  }

  /** Tells one person something in Slack's own voice. */
  tell(channel: Channel, userId: string, text: string): Message {
    return this.#add(channel, SLACKBOT, false, { text, blocks: [] }, userId);
  }

  get(ts: string): Message | null {
    return this.#byTs.get(ts) ?? null;
  }

  /** A channel's messages, oldest first, ephemeral ones included. */
  in(channelId: string): Message[] {
    return [...this.#byTs.values()].filter((message) => message.channelId === channelId);
  }

  /** What one person sees in a channel, oldest first. */
  seenBy(userId: string, channelId: string): Message[] {
    return this.in(channelId).filter(
      (message) => message.ephemeralTo === null || message.ephemeralTo === userId,
    );
  }

  /** Replaces what a message says; an `edited` mark is left unless Slack would leave none. */
  edit(message: Message, draft: Draft, marksEdited: boolean): void {
    message.text = draft.text;
    message.blocks = this.#identified(draft.blocks);
    message.attachments = this.#identifiedAttachments(draft.attachments);
    if (draft.metadata !== undefined) message.metadata = draft.metadata;
    if (marksEdited) message.editedTs = this.#ids.nextTs();
    message.pings.push(...findPings(draft.text, [...message.blocks, ...message.attachments]));
    message.warnings = warningsOf(draft);
    message.revision += 1;
  }

  delete(ts: string): void {
    this.#byTs.delete(ts);
  }

  #add(channel: Channel, userId: string, byApp: boolean, draft: Draft, ephemeralTo: string | null): Message {
    const blocks = this.#identified(draft.blocks);
    const attachments = this.#identifiedAttachments(draft.attachments);
    const message: Message = {
      ts: this.#ids.nextTs(),
      channelId: channel.id,
      userId,
      byApp,
      text: draft.text,
      blocks,
      attachments,
      threadTs: draft.threadTs ?? null,
      editedTs: null,
      ephemeralTo,
      metadata: draft.metadata ?? null,
      pings: findPings(draft.text, [...blocks, ...attachments]),
      warnings: byApp ? warningsOf(draft) : [],
      failure: null,
      revision: 0,
    };
    this.#byTs.set(message.ts, message);
    return message;
  }

  #identified(blocks: readonly Json[]): Json[] {
    return withIds(blocks, () => this.#ids.next('').slice(-5));
  }

  #identifiedAttachments(attachments: readonly Json[] = []): Json[] {
    return attachments.map((attachment) => ({
      ...attachment,
      blocks: this.#identified(objectsIn(attachment, 'blocks')),
    }));
  }
}

function warningsOf(draft: Draft): MessageWarning[] {
  return draft.text.trim() === '' ? ['missing_text'] : [];
}

/** The blocks of a message, those inside its attachments too. */
export function allBlocks(message: Message): Json[] {
  return [...message.blocks, ...message.attachments.flatMap((attachment) => objectsIn(attachment, 'blocks'))];
}

/** Slack's message object. */
export function messageObject(message: Message, app: AppIdentity, teamId: string): Json {
  const object: Json = {
    type: 'message',
    user: message.userId,
    ts: message.ts,
    text: message.text,
    team: teamId,
  };
  if (message.byApp) {
    object['bot_id'] = app.botId;
    object['app_id'] = app.id;
    object['bot_profile'] = {
      id: app.botId,
      app_id: app.id,
      name: app.name,
      deleted: false,
      team_id: teamId,
    };
  }
  if (message.blocks.length > 0) object['blocks'] = message.blocks;
  if (message.attachments.length > 0) object['attachments'] = message.attachments;
  if (message.threadTs !== null) object['thread_ts'] = message.threadTs;
  if (message.metadata !== null) object['metadata'] = message.metadata;
  if (message.editedTs !== null) object['edited'] = { user: message.userId, ts: message.editedTs };
  return object;
}
