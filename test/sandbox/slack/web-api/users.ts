import { userObject } from '../team/members.ts';
import { page } from './args.ts';
import { done, refused, type Call, type Methods, type Reply } from './method.ts';

function list({ team, args, caller }: Call): Reply {
  const found = page(team.members.all(), args);
  if (found === null) return refused('invalid_cursor');
  const withEmail = caller.scopes.has('users:read.email');
  return done({
    members: found.items.map((member) => userObject(member, team.id, withEmail)),
    cache_ts: Math.floor(team.clock.now() / 1000),
    response_metadata: { next_cursor: found.next },
  });
}

function info({ team, args, caller }: Call): Reply {
  const member = team.members.get(args.text('user'));
  if (member === null) return refused('user_not_found');
  return done({ user: userObject(member, team.id, caller.scopes.has('users:read.email')) });
}

function lookupByEmail({ team, args }: Call): Reply {
  const member = team.members.byEmail(args.text('email'));
  return member === null || member.deleted
    ? refused('users_not_found')
    : done({ user: userObject(member, team.id, true) });
}

/** users.*: the people of the workspace. */
export const USERS: Methods = {
  'users.list': { tier: 2, scopes: ['users:read'], run: list },
  'users.info': { tier: 4, scopes: ['users:read'], run: info },
  'users.lookupByEmail': { tier: 3, scopes: ['users:read.email'], run: lookupByEmail },
};
