import type { HomeView, ModalView } from '@slack/types';

import { checkMessage, checkOptions, checkView, type Violation } from './blocks/check/check.ts';
import { plainText, section, type SlackMessage } from './blocks/layout.ts';
import { labelledLink, mrkdwn, passage } from './blocks/mrkdwn.ts';
import { LIMITS } from './blocks/limits.ts';
import { clip, plain } from './blocks/text.ts';
import { asObject, asText } from './json.ts';

const ABOUT = 300;

/** Something that was not sent as it was drawn, for whoever looks after the connection. */
export interface Replaced {
  /** What it was to say, in plain words. */
  about: string;
  violations: Violation[];
}

/** Lets through what Slack takes, and puts a plain text in the place of what it would refuse. */
export interface Guard {
  message(drawn: SlackMessage): SlackMessage;
  modal(drawn: ModalView): ModalView;
  home(drawn: HomeView): HomeView;
  /** An answer given with the ack: a message, a view to show next, options, or anything else. */
  answer(drawn: unknown): unknown;
}

/** `replaced` hears of everything that was replaced; `consoleUrl` is where the whole of it can be seen. */
export function createGuard(options: { consoleUrl: string; replaced: (what: Replaced) => void }): Guard {
  const { consoleUrl, replaced } = options;
  const pointer = mrkdwn`This cannot be shown in Slack. ${labelledLink(consoleUrl, 'See it in the console')}`;

  /** Gives `drawn` where nothing is wrong with it, else what stands in for it. */
  function held<T>(drawn: T, violations: Violation[], name: unknown, instead: (about: string) => T): T {
    if (violations.length === 0) return drawn;
    const about = plain(asText(name) ?? 'Groundswell', ABOUT);
    replaced({ about, violations });
    return instead(about);
  }

  const note = (about: string): SlackMessage => ({
    text: mrkdwn`${passage(about, 1000)}\n${pointer}`.mrkdwn,
    blocks: [],
  });
  const words = (about: string) => [section(mrkdwn`${passage(about, 1000)}\n${pointer}`)];
  const dialog = (about: string): ModalView => ({
    type: 'modal',
    title: plainText(about, LIMITS.viewTitle),
    close: plainText('Close', LIMITS.viewTitle),
    blocks: words(about),
  });

  return {
    message: (drawn) => held(drawn, checkMessage(drawn), drawn.text, note),
    modal: (drawn) => held(drawn, checkView(drawn), drawn.title.text, dialog),
    home: (drawn) =>
      held(drawn, checkView(drawn), 'Home', (about) => ({ type: 'home', blocks: words(about) })),
    answer(drawn) {
      const given = asObject(drawn);
      if (given === null) return drawn;
      if (Array.isArray(given['options'])) return { ...given, options: offered(given['options'], replaced) };
      const view = asObject(given['view']);
      if (view !== null) {
        const title = asObject(view['title'])?.['text'];
        return { ...given, view: held<unknown>(view, checkView(view), title, dialog) };
      }
      const { text, blocks } = given;
      if (!Array.isArray(blocks)) return drawn;
      return { ...given, ...held<object>({ text, blocks }, checkMessage({ text, blocks }), text, note) };
    },
  };
}

/** What was replaced and why, on one line of at most 500 characters. */
export function replacedWords({ about, violations }: Replaced): string {
  const first = violations.slice(0, 3).map(({ at, rule }) => `${at} ${rule}`);
  return clip(`${about}: ${first.join('; ')}`, 500);
}

/** Of suggestions only the bad ones are left out: the others can still be chosen. */
function offered(suggestions: readonly unknown[], replaced: (what: Replaced) => void): unknown[] {
  const violations = checkOptions(suggestions);
  if (violations.length === 0) return [...suggestions];
  replaced({ about: 'Suggestions in a menu', violations });
  return suggestions.slice(0, LIMITS.options).filter((one) => checkOptions([one]).length === 0);
}
