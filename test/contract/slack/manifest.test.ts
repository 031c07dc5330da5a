import { describe, expect, it } from 'vitest';

import manifest from '#slack-app/manifest.json' with { type: 'json' };
import { manifestFields } from './manifest-fields.ts';

type Change = (copy: typeof manifest) => void;

describe('the manifest', () => {
  it('is one Slack takes', () => {
    expect(manifestFields.safeParse(manifest).error?.issues ?? []).toEqual([]);
  });

  it.each<[string, Change]>([
    ['a field Slack does not know', (copy) => Object.assign(copy.settings, { socket_mode: true })],
    ['a name of 36 characters', (copy) => (copy.display_information.name = 'x'.repeat(36))],
    ['a shortcut of 25 characters', (copy) => (copy.features.shortcuts[0]!.name = 'x'.repeat(25))],
    ['two shortcuts of one id', (copy) => copy.features.shortcuts.push(copy.features.shortcuts[0]!)],
    ['a command without its slash', (copy) => (copy.features.slash_commands[0]!.command = 'advocates')],
    ['an address that is none', (copy) => (copy.settings.interactivity.request_url = 'YOUR_HOST')],
    ['one event twice', (copy) => copy.settings.event_subscriptions.bot_events.push('app_uninstalled')],
    ['a colour that is none', (copy) => (copy.display_information.background_color = 'teal')],
    [
      'a long description of 174 characters',
      (copy) => (copy.display_information.long_description = 'x'.repeat(174)),
    ],
  ])('would not be with %s', (_, change) => {
    const copy = structuredClone(manifest);
    change(copy);
    expect(manifestFields.safeParse(copy).success).toBe(false);
  });
});
