import { describe, expect, it } from 'vitest';

import { APP_HOME_EVENT } from '#slack-app/features/app-home/ids.ts';
import { FIND_COMMAND } from '#slack-app/features/find-advocates/ids.ts';
import { PROPOSE_ANYWHERE, PROPOSE_SHORTCUT } from '#slack-app/features/propose-reward/ids.ts';
import { UNINSTALL_EVENTS } from '#slack-app/features/uninstall/ids.ts';
import manifest from '#slack-app/manifest.json' with { type: 'json' };
import { slackScopes } from '#slack-app/oauth.ts';

const { features, oauth_config: oauth, settings } = manifest;

describe('the manifest', () => {
  it('asks for what the installation asks for', () => {
    expect(oauth.scopes.bot).toEqual(slackScopes.map(({ scope }) => scope));
  });

  it('offers the commands, shortcuts and events that have a listener', () => {
    expect(features.slash_commands.map(({ command }) => command)).toEqual([FIND_COMMAND]);
    expect(features.shortcuts.map((shortcut) => [shortcut.type, shortcut.callback_id])).toEqual([
      ['message', PROPOSE_SHORTCUT],
      ['global', PROPOSE_ANYWHERE],
    ]);
    expect(settings.event_subscriptions.bot_events).toEqual([APP_HOME_EVENT, ...UNINSTALL_EVENTS]);
  });

  it('shows the home tab, and lets nobody write where nobody reads', () => {
    expect(features.app_home).toEqual({
      home_tab_enabled: true,
      messages_tab_enabled: true,
      messages_tab_read_only_enabled: true,
    });
  });

  it('sends everything to the addresses the server has', () => {
    const urls = JSON.stringify(manifest).match(/https:[^"]+/gu) ?? [];
    expect(new Set(urls)).toEqual(
      new Set([
        'https://YOUR_HOST/slack/events',
        'https://YOUR_HOST/connect/slack/callback',
        'https://YOUR_HOST/sign-in/slack/callback',
      ]),
    );
  });

  it('rotates tokens and may be installed for a whole organisation, over HTTP', () => {
    expect(settings).toMatchObject({
      socket_mode_enabled: false,
      org_deploy_enabled: true,
      token_rotation_enabled: true,
    });
  });
});
