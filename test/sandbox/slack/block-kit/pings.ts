import { textIn, type Json } from '../json.ts';
import { INCLUSION, readInclusion } from '../mrkdwn/inclusions.ts';
import { everyObject } from './walk.ts';

/** Somebody a message would notify by name. */
export interface Ping {
  kind: 'user' | 'broadcast' | 'usergroup';
  /** The user or group id, or here, channel or everyone. */
  target: string;
}

/** Everybody a message notifies: mentions in its text, in the mrkdwn of its blocks and in rich text. */
export function findPings(text: string, blocks: readonly Json[]): Ping[] {
  const pings = pingsInMrkdwn(text);
  for (const object of everyObject(blocks)) {
    if (object['type'] === 'mrkdwn' || object['type'] === 'markdown')
      pings.push(...pingsInMrkdwn(textIn(object, 'text')));
    if (object['type'] === 'user') pings.push({ kind: 'user', target: textIn(object, 'user_id') });
    if (object['type'] === 'usergroup')
      pings.push({ kind: 'usergroup', target: textIn(object, 'usergroup_id') });
    if (object['type'] === 'broadcast') pings.push({ kind: 'broadcast', target: textIn(object, 'range') });
  }
  return pings;
}

function pingsInMrkdwn(text: string): Ping[] {
  return [...text.matchAll(INCLUSION)].flatMap((match): Ping[] => {
    const inclusion = readInclusion(match[1] ?? '');
    if (inclusion?.kind === 'user') return [{ kind: 'user', target: inclusion.id }];
    if (inclusion?.kind === 'usergroup') return [{ kind: 'usergroup', target: inclusion.id }];
    return inclusion?.kind === 'broadcast' ? [{ kind: 'broadcast', target: inclusion.range }] : [];
  });
}
