import { findElement, type Placed } from '../block-kit/walk.ts';
import { objectsIn, type Json } from '../json.ts';
import type { Member } from '../team/members.ts';
import { allBlocks } from '../team/messages.ts';
import type { Team } from '../team/team.ts';
import type { Courier } from './courier.ts';
import { fieldState, type Entries, type Entry } from './fields.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { payloadBase, payloadForm, surfaceFields, type Surface } from './payload.ts';

/** What goes with a press: which of two equal action ids, what was chosen, what other fields hold. */
export interface Choice {
  blockId?: string;
  entry?: Entry;
  entries?: Entries;
}

/** Where a press lands: the person, the surface, and the element on it. */
export interface Target {
  member: Member;
  surface: Surface;
  placed: Placed;
}

/**
 * A person presses a button, or picks from a menu, in the message or view with this timestamp or id. The app gets a
 * block_actions payload, as often as the knobs say; the outcome is that of the first.
 */
export async function press(
  courier: Courier,
  userId: string,
  placeId: string,
  actionId: string,
  choice: Choice = {},
): Promise<Outcome> {
  const target = findTarget(courier.team, userId, placeId, actionId, choice.blockId);
  if ('ok' in target) return target;
  const body = payloadForm(blockActions(courier.team, target, choice));
  const outcome = acknowledged(await courier.sendInteraction('block_actions', body), courier.team.app.name);
  const { surface } = target;
  const text = outcome.ok ? null : outcome.message;
  if ('view' in surface) surface.view.failure = text;
  else surface.message.failure = text === null ? null : { userId, text };
  return outcome;
}

/** Finds what is to be pressed, or says why it cannot be. */
export function findTarget(
  team: Team,
  userId: string,
  placeId: string,
  actionId: string,
  blockId?: string,
): Target | Outcome {
  const member = team.members.get(userId);
  if (member === null) return failed('user_not_found', `Nobody here has the id ${userId}.`);
  if (team.installations.current() === null)
    return failed('app_not_installed', `${team.app.name} is not installed here.`);
  const surface = findSurface(team, placeId, userId);
  if (surface === null) return failed('message_not_found', 'That message is no longer here.');
  const blocks = 'view' in surface ? objectsIn(surface.view.content, 'blocks') : allBlocks(surface.message);
  const placed = findElement(blocks, actionId, blockId);
  if (placed === null)
    return failed('action_not_found', `Nothing in that message has the action ${actionId}.`);
  return { member, surface, placed };
}

function findSurface(team: Team, placeId: string, userId: string): Surface | null {
  const view = team.views.find({ id: placeId });
  if (view !== null) return view.userId === userId ? { view } : null;
  const message = team.messages.get(placeId);
  const channel = message === null ? null : team.channels.find(message.channelId);
  if (message === null || channel === null) return null;
  return message.ephemeralTo === null || message.ephemeralTo === userId ? { message, channel } : null;
}

function blockActions(team: Team, { member, surface, placed }: Target, choice: Choice): Json {
  const viewId = 'view' in surface && surface.view.content['type'] === 'modal' ? surface.view.id : null;
  const payload: Json = {
    ...payloadBase(team, 'block_actions', member),
    ...surfaceFields(team, surface, entriesWith(placed, choice)),
    trigger_id: team.triggers.issue(member.id, viewId),
    actions: [action(team, placed, choice.entry)],
  };
  if ('message' in surface) {
    const path = team.responseUrls.issue(team.id, {
      kind: 'actions',
      channelId: surface.channel.id,
      userId: member.id,
      messageTs: surface.message.ts,
    });
    payload['response_url'] = team.address + path;
  }
  return payload;
}

function action(team: Team, { block, element }: Placed, entry: Entry | undefined): Json {
  const { type, action_id, text, value, style, url, placeholder } = element;
  const shown = Object.entries({
    type,
    action_id,
    block_id: block['block_id'],
    text,
    value,
    style,
    url,
    placeholder,
  });
  const picked = type === 'button' ? {} : fieldState(element, entry);
  return {
    ...Object.fromEntries(shown.filter(([, held]) => held !== undefined)),
    ...picked,
    action_ts: team.ids.nextTs(),
  };
}

function entriesWith({ block, element }: Placed, choice: Choice): Entries {
  if (choice.entry === undefined) return choice.entries ?? {};
  const blockId = String(block['block_id']);
  return {
    ...choice.entries,
    [blockId]: { ...choice.entries?.[blockId], [String(element['action_id'])]: choice.entry },
  };
}
