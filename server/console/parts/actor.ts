import { createContext, useContext } from 'hono/jsx';
import { displayActor, identityOf } from '#core/actor/actor.ts';
import { PROVIDER_WORDS } from '#server/fulfilment/provider.ts';

const WORDS: Record<string, string> = {
  admin: 'an admin',
  crm: 'the CRM',
  groundswell: 'Groundswell',
  system: 'Groundswell',
  policy: 'the approval policy',
  tremendous: PROVIDER_WORDS.tremendous,
  webhook: 'your own system',
  manual: 'by hand',
};

/** What members are called, by who they are as actors (see `identityOf`) and by `member:<id>`; read once a page. */
export const MemberNames = createContext<Readonly<Record<string, string>>>({});

/** Who did something, inside a sentence: a member by their name, `an admin`, `the rule for referral`. */
export function actorWords(actor: string): string {
  return wordOf(actor) ?? nameOf(actor);
}

/** As `actorWords`, where it stands alone. */
export function actorTitle(actor: string): string {
  const words = wordOf(actor) ?? (actor.startsWith('rule:') ? displayActor(actor) : null);
  return words === null ? nameOf(actor) : words.charAt(0).toUpperCase() + words.slice(1);
}

/** The member a text such as `member:5` or an e-mail stands for, by name; null where it is none. */
export function memberName(text: string): string | null {
  const names = useContext(MemberNames);
  return ownOf(names, text) ?? ownOf(names, identityOf(text));
}

function wordOf(actor: string): string | null {
  return ownOf(WORDS, actor);
}

function nameOf(actor: string): string {
  const [, key] = /^key:\w+:(.+)$/s.exec(actor) ?? [];
  return memberName(actor) ?? key ?? displayActor(actor);
}

function ownOf(of: Readonly<Record<string, string>>, name: string): string | null {
  return Object.hasOwn(of, name) ? (of[name] ?? null) : null;
}
