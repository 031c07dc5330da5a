import type { Vendor } from '../vendor.ts';
import type { Delivery } from './delivery/courier.ts';
import type { Entries } from './delivery/fields.ts';
import type { Outcome } from './delivery/outcome.ts';
import type { Choice } from './delivery/press.ts';
import type { suggest } from './delivery/suggest.ts';
import type { Json } from './json.ts';
import type { Knobs } from './knobs.ts';
import type { ApiCall } from './team/call-log.ts';
import type { Installation } from './team/installation.ts';
import type { Message } from './team/messages.ts';
import type { Team } from './team/team.ts';
import type { View } from './team/views.ts';

/** A stateful Slack workspace speaking Slack's protocol, with the app's every move visible. */
export interface SlackSandbox extends Vendor {
  readonly team: Team;
  readonly knobs: Knobs;
  /** Installs the app without the consent screen, and gives the installation with its token. */
  install: (userId: string, scopes: readonly string[]) => Installation;
  /** A person presses a button, or picks from a menu, in a message or an open view. */
  press: (userId: string, messageTsOrViewId: string, actionId: string, choice?: Choice) => Promise<Outcome>;
  /** A person submits the modal in front of them. */
  submitView: (userId: string, entries?: Entries) => Promise<Outcome>;
  closeView: (userId: string) => Promise<Outcome>;
  /** The modal in front of a person. */
  view: (userId: string) => View | null;
  suggest: (userId: string, placeId: string, actionId: string, query: string) => ReturnType<typeof suggest>;
  /** A person types a slash command. */
  command: (userId: string, channel: string, line: string) => Promise<Outcome>;
  /** A person writes a message; mentioning the app sends it app_mention. */
  say: (userId: string, channel: string, text: string) => Promise<Outcome>;
  /** A person sends what they typed into the message box: a slash command, `/invite @App`, or a message. */
  compose: (userId: string, channel: string, typed: string) => Promise<Outcome>;
  /** A person picks a shortcut, from a message's menu or from anywhere (null). */
  shortcut: (userId: string, callbackId: string, messageTs: string | null) => Promise<Outcome>;
  openHome: (userId: string) => Promise<Outcome>;
  /** Sends any event; the outcome is that of the first attempt. */
  sendEvent: (event: Json) => Promise<Outcome>;
  verifyUrl: () => Promise<Outcome>;
  checkCertificate: () => Promise<Outcome>;
  revokeTokens: () => Promise<Outcome>;
  uninstall: () => Promise<Outcome>;
  /** Messages of a channel given by id or name, oldest first, ephemeral ones included. */
  messages: (channel: string) => readonly Message[];
  /** Everything sent to the app, newest last. */
  deliveries: () => readonly Delivery[];
  /** Sends an earlier delivery again, byte for byte. */
  replay: (deliveryId: number) => Promise<Outcome>;
  /** Web API calls, newest last. */
  calls: () => readonly ApiCall[];
  /** A new, empty workspace with knobs at rest; what the old one still planned does not happen. */
  reset: () => void;
}
