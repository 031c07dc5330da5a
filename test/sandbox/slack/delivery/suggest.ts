import { isObject, objectsIn, parseJson, textIn, type Json } from '../json.ts';
import { FORM, type Courier } from './courier.ts';
import { acknowledged, type Outcome } from './outcome.ts';
import { findTarget } from './press.ts';
import { payloadBase, payloadForm, surfaceFields } from './payload.ts';

/** A person types into an external select; gives the options the app suggests. */
export async function suggest(
  courier: Courier,
  userId: string,
  placeId: string,
  actionId: string,
  query: string,
): Promise<{ ok: true; options: Json[] } | Extract<Outcome, { ok: false }>> {
  const { team } = courier;
  const target = findTarget(team, userId, placeId, actionId);
  if ('ok' in target) return target.ok ? { ok: true, options: [] } : target;
  const payload = {
    ...payloadBase(team, 'block_suggestion', target.member),
    ...surfaceFields(team, target.surface, {}),
    action_id: actionId,
    block_id: textIn(target.placed.block, 'block_id'),
    value: query,
  };
  const answer = await courier.send('block_suggestion', FORM, payloadForm(payload));
  const heard = acknowledged(answer, team.app.name);
  if (!heard.ok) return heard;
  const reply = answer.kind === 'answered' ? parseJson(answer.body) : undefined;
  if (!isObject(reply)) return { ok: true, options: [] };
  return {
    ok: true,
    options: [reply, ...objectsIn(reply, 'option_groups')].flatMap((group) => objectsIn(group, 'options')),
  };
}
