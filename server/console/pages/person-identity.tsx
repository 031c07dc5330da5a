import { actorWords } from '#server/console/parts/actor.ts';
import { Field } from '#server/console/parts/field.tsx';
import { When } from '#server/console/parts/when.tsx';
import type { PersonDetail } from '#server/workspace/people/row.ts';
import type { PersonLink } from '#server/workspace/identity/person-links.ts';
import { May } from '#server/console/parts/viewer.tsx';

interface SamePersonProps {
  person: PersonDetail;
  links: PersonLink[];
  now: number;
}

/** Why records of several CRMs are one person, and the way to say that somebody else is them too. */
export function SamePerson({ person, links, now }: SamePersonProps) {
  return (
    <section class="card" id="same" aria-labelledby="same-title">
      <h2 id="same-title">Same person because</h2>
      {links.length === 0 ? (
        <p class="quiet">
          {person.links.length === 0 ? 'No CRM record is left.' : 'Nobody was ever joined with this person.'}
        </p>
      ) : (
        <ol class="timeline">
          {links.map((link) => (
            <li class="timeline-note">
              <p>
                <bdi>{link.words}</bdi>
                <span class="under">
                  was person {link.fromId}, joined by <bdi>{actorWords(link.by)}</bdi>
                </span>
              </p>
              <When at={link.at} now={now} />
            </li>
          ))}
        </ol>
      )}
      <details class="confirm">
        <summary class="button button-quiet">Join with somebody else</summary>
        <May any={['configure']}>
          <form class="stack-tight" method="post" action={`/console/advocates/${person.id}/link`}>
            <p>
              Everything of both is kept under one person. It cannot be taken back here. The number is at the
              end of the address of their page.
            </p>
            <Field
              form="link"
              name="otherId"
              label="Number of the other person"
              inputmode="numeric"
              maxlength={15}
              refused={null}
              required
            />
            <button class="button" type="submit">
              They are the same person
            </button>
          </form>
        </May>
      </details>
    </section>
  );
}

/** The word that must be typed before a person is forgotten. */
export const ERASE_WORD = 'erase';

/** Forgets a person for good, once the word was typed. */
export function Erase({ person }: { person: PersonDetail }) {
  return (
    <section class="card" id="erase" aria-labelledby="erase-title">
      <h2 id="erase-title">Privacy erasure</h2>
      <p class="quiet">
        For somebody who asked to be forgotten. Paid rewards stay in the books, under no name.
      </p>
      <May any={['configure']}>
        <details class="confirm">
          <summary class="button button-quiet">
            Erase <bdi>{person.name}</bdi>
          </summary>
          <form class="stack-tight" method="post" action={`/console/advocates/${person.id}/erase`}>
            <p>
              Their records, signals, asks, wishes and messages go, and no CRM brings them back. Nobody can
              undo it. Their records in the CRMs themselves are yours to delete.
            </p>
            <Field
              form="erase"
              name="word"
              label={`Type “${ERASE_WORD}” to go on`}
              maxlength={20}
              refused={null}
              required
            />
            <button class="button button-bad" type="submit">
              Erase for good
            </button>
          </form>
        </details>
      </May>
    </section>
  );
}
