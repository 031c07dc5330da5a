import { uninstall } from '../delivery/events.ts';
import type { Courier } from '../delivery/courier.ts';
import { done, refused, type Call, type Methods, type Reply } from './method.ts';

function test({ team }: Call): Reply {
  return done({
    url: `https://${team.domain}.slack.com/`,
    team: team.name,
    user: team.app.name.toLowerCase(),
    team_id: team.id,
    user_id: team.app.botUserId,
    bot_id: team.app.botId,
    is_enterprise_install: false,
  });
}

function revoke({ args, caller }: Call): Reply {
  if (args.flag('test')) return done({ revoked: false });
  caller.ended = 'token_revoked';
  return done({ revoked: true });
}

/** auth.* and apps.uninstall. Uninstalling tells the app so by events, which need the courier. */
export function authMethods(courier: () => Courier): Methods {
  return {
    'auth.test': { tier: 'special', scopes: [], run: test },
    'auth.revoke': { tier: 3, scopes: [], run: revoke },
    'apps.uninstall': {
      tier: 1,
      scopes: [],
      run: ({ team, args }) => {
        const { clientId, clientSecret } = team.app;
        if (args.text('client_id') !== clientId) return refused('invalid_client_id');
        if (args.text('client_secret') !== clientSecret) return refused('bad_client_secret');
        void uninstall(courier());
        return done();
      },
    },
  };
}
