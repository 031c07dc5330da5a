import { displayActor } from '#core/actor/actor.ts';

const WORDS: Record<string, string> = { admin: 'an admin', crm: 'the CRM', groundswell: 'Groundswell' };

/** Who did something, inside a sentence: `an admin`, `Maya Chen`, `the rule for referral`. */
export function actorWords(actor: string): string {
  return WORDS[actor] ?? displayActor(actor);
}

/** As `actorWords`, where it stands alone. */
export function actorTitle(actor: string): string {
  const words = actorWords(actor);
  return words === displayActor(actor) && !actor.startsWith('rule:')
    ? words
    : words.charAt(0).toUpperCase() + words.slice(1);
}
