import { checkView } from '../block-kit/view.ts';
import { isObject, objectIn, objectsIn, parseJson, textIn, type Json } from '../json.ts';
import type { View } from '../team/views.ts';
import { viewObject } from '../team/views.ts';
import type { AppAnswer } from './answer.ts';
import { FORM, type Courier } from './courier.ts';
import { incomplete, stateValues, type Entries } from './fields.ts';
import { acknowledged, failed, type Outcome } from './outcome.ts';
import { payloadBase, payloadForm } from './payload.ts';

/**
 * A person presses Submit in the modal in front of them. Slack's own checks come first; then the app gets a
 * view_submission, and its `response_action` is carried out. Refused fields come back by block id.
 */
export async function submitView(courier: Courier, userId: string, entries: Entries): Promise<Outcome> {
  const { team } = courier;
  const [view, member] = [team.views.top(userId), team.members.get(userId)];
  if (view === null || member === null) return failed('view_not_found', 'There is no open form.');
  const blocks = objectsIn(view.content, 'blocks');
  view.errors = incomplete(blocks, entries);
  if (Object.keys(view.errors).length > 0)
    return failed('incomplete', 'Some fields need attention.', view.errors);
  const payload = {
    ...payloadBase(team, 'view_submission', member),
    trigger_id: team.triggers.issue(userId, view.id),
    view: viewObject(view, team.app, team.id, stateValues(blocks, entries)),
    response_urls: [],
  };
  const outcome = settle(
    courier,
    view,
    await courier.sendInteraction('view_submission', payloadForm(payload)),
  );
  view.failure = outcome.ok || outcome.fields !== undefined ? null : outcome.message;
  return outcome;
}

/** Carries out what the app answered to a submission. */
function settle(courier: Courier, view: View, answer: AppAnswer): Outcome {
  const heard = acknowledged(answer, courier.team.app.name);
  if (!heard.ok || answer.kind !== 'answered') return heard;
  if (answer.body.trim() === '') {
    courier.team.views.close(view);
    return heard;
  }
  const reply = parseJson(answer.body);
  return isObject(reply)
    ? carryOut(courier, view, reply)
    : misread('The app answered something Slack cannot read.');
}

function carryOut(courier: Courier, view: View, reply: Json): Outcome {
  const { views, knobs } = courier.team;
  const next = objectIn(reply, 'view');
  switch (reply['response_action']) {
    case undefined:
      views.close(view);
      return { ok: true };
    case 'clear':
      views.clear(view.userId);
      return { ok: true };
    case 'errors':
      return showErrors(view, objectIn(reply, 'errors') ?? {});
    case 'update':
    case 'push': {
      const flaws = checkView(next, knobs.newBlocks);
      if (next === null || flaws.length > 0)
        return misread(`The app answered a view Slack cannot show: ${flaws[0]?.message}`);
      if (reply['response_action'] === 'update') views.update(view, next);
      else if (views.push(view.userId, next) === null)
        return misread('Three forms lie on one another already.');
      return { ok: true };
    }
    default:
      return misread(`The app answered response_action ${JSON.stringify(reply['response_action'])}.`);
  }
}

function showErrors(view: View, errors: Json): Outcome {
  const inputs = new Set(
    objectsIn(view.content, 'blocks')
      .filter((block) => block['type'] === 'input')
      .map((block) => block['block_id']),
  );
  const named = Object.keys(errors);
  if (named.length === 0 || !named.every((id) => inputs.has(id)))
    return misread('The app refused a field this form does not have.');
  view.errors = Object.fromEntries(named.map((id) => [id, textIn(errors, id)]));
  return failed('field_errors', 'Some fields need attention.', view.errors);
}

function misread(message: string): Outcome {
  return failed('invalid_response', message);
}

/** A person closes the modal in front of them; the app hears of it when the view asked for that. */
export async function closeView(courier: Courier, userId: string): Promise<Outcome> {
  const { team } = courier;
  const [view, member] = [team.views.top(userId), team.members.get(userId)];
  if (view === null || member === null) return failed('view_not_found', 'There is no open form.');
  const clears = view.content['clear_on_close'] === true;
  if (clears) team.views.clear(userId);
  else team.views.close(view);
  if (view.content['notify_on_close'] !== true) return { ok: true };
  const payload = {
    ...payloadBase(team, 'view_closed', member),
    view: viewObject(view, team.app, team.id),
    is_cleared: clears,
  };
  return acknowledged(await courier.send('view_closed', FORM, payloadForm(payload)), team.app.name);
}
