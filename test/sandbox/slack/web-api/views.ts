import { flawMessages } from '../block-kit/message.ts';
import { checkView } from '../block-kit/view.ts';
import { isObject, textIn, type Json } from '../json.ts';
import { viewObject, type View } from '../team/views.ts';
import type { Trigger } from '../team/triggers.ts';
import { done, refused, refusedWith, type Call, type Methods, type Reply } from './method.ts';

function open(call: Call): Reply {
  const read = readView(call, 'modal');
  if ('reply' in read) return read.reply;
  const trigger = exchange(call);
  if ('kind' in trigger) return trigger;
  return shown(call, call.team.views.open(trigger.userId, read.content));
}

function push(call: Call): Reply {
  const read = readView(call, 'modal');
  if ('reply' in read) return read.reply;
  const trigger = exchange(call);
  if ('kind' in trigger) return trigger;
  if (trigger.viewId === null) return refused('invalid_trigger_id');
  const view = call.team.views.push(trigger.userId, read.content);
  return view === null ? refused('push_limit_reached') : shown(call, view);
}

function update(call: Call): Reply {
  const { team, args } = call;
  const view = team.views.find(
    args.has('view_id') ? { id: args.text('view_id') } : { externalId: args.text('external_id') },
  );
  if (view === null) return refused('not_found');
  const read = readView(call, textIn(view.content, 'type'));
  if ('reply' in read) return read.reply;
  if (args.has('hash') && args.text('hash') !== view.hash) return refused('hash_conflict');
  team.views.update(view, read.content);
  return shown(call, view);
}

function publish(call: Call): Reply {
  const { team, args } = call;
  if (team.members.get(args.text('user_id')) === null) return refused('invalid_arguments');
  const read = readView(call, 'home');
  if ('reply' in read) return read.reply;
  const before = team.views.home(args.text('user_id'));
  if (args.has('hash') && before !== null && before.hash !== args.text('hash'))
    return refused('hash_conflict');
  return shown(call, team.views.publish(args.text('user_id'), read.content));
}

function readView({ team, args }: Call, type: string): { content: Json } | { reply: Reply } {
  const content = args.json('view');
  if (!isObject(content))
    return {
      reply: refusedWith('invalid_arguments', ['[ERROR] must provide an object [json-pointer:/view]']),
    };
  const flaws = checkView(content, team.knobs.newBlocks);
  if (content['type'] !== type) flaws.push({ pointer: '/view/type', message: `must be ${type}` });
  return flaws.length > 0 ? { reply: refusedWith('invalid_arguments', flawMessages(flaws)) } : { content };
}

function exchange({ team, args }: Call): Trigger | Reply {
  const exchanged = team.triggers.exchange(args.text('trigger_id'));
  return typeof exchanged === 'string' ? refused(exchanged) : exchanged;
}

function shown({ team }: Call, view: View): Reply {
  return done({ view: viewObject(view, team.app, team.id) });
}

/** views.*: modals and home tabs. */
export const VIEWS: Methods = {
  'views.open': { tier: 4, scopes: [], run: open },
  'views.push': { tier: 4, scopes: [], run: push },
  'views.update': { tier: 4, scopes: [], run: update },
  'views.publish': { tier: 4, scopes: [], run: publish },
};
