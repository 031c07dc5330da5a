import { describe, expect, it } from 'vitest';

import { FIND_COMMAND } from '#slack-app/features/find-advocates/ids.ts';
import { UNINSTALL_EVENTS } from '#slack-app/features/uninstall/ids.ts';
import manifest from '#slack-app/manifest.json' with { type: 'json' };
import { slackScopes } from '#slack-app/oauth.ts';

describe('the manifest', () => {
  it('asks for what the installation asks for', () => {
    expect(manifest.oauth_config.scopes.bot).toEqual(slackScopes.map(({ scope }) => scope));
  });

  it('offers the commands and events that have a listener', () => {
    expect(manifest.features.slash_commands.map(({ command }) => command)).toEqual([FIND_COMMAND]);
    expect(manifest.settings.event_subscriptions.bot_events).toEqual([...UNINSTALL_EVENTS]);
  });

  it('sends everything to the two addresses the server has', () => {
    const urls = JSON.stringify(manifest).match(/https:[^"]+/gu) ?? [];
    expect(new Set(urls)).toEqual(
      new Set(['https://YOUR_HOST/slack/events', 'https://YOUR_HOST/connect/slack/callback']),
    );
  });

  it("keeps Slack's limits", () => {
    const {
      name,
      description,
      long_description: long,
      background_color: colour,
    } = manifest.display_information;
    expect(name.length).toBeLessThanOrEqual(35);
    expect(description.length).toBeLessThanOrEqual(140);
    expect(long.length).toBeGreaterThanOrEqual(175);
    expect(long.length).toBeLessThanOrEqual(4000);
    expect(colour).toMatch(/^#[0-9A-Fa-f]{6}$/u);
    expect(manifest.features.bot_user.display_name).toMatch(/^[a-z0-9._-]{1,80}$/u);
  });

  it('uses neither sockets, nor organisation-wide installs, nor token rotation', () => {
    expect(manifest.settings).toMatchObject({
      socket_mode_enabled: false,
      org_deploy_enabled: false,
      token_rotation_enabled: false,
    });
  });
});
