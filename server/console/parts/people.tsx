import { createContext, useContext } from 'hono/jsx';
import type { Named } from '#server/workspace/people/people.ts';

/** Who is behind what a page tells of, by `person:7` and `reward:R0001`; read once a page. */
export const People = createContext<Readonly<Record<string, Named>>>({});

/** Whom a text such as `reward:R0001` is about; null where nobody is known behind it. */
export function personBehind(subject: string): Named | null {
  const people = useContext(People);
  return Object.hasOwn(people, subject) ? (people[subject] ?? null) : null;
}

/** A person by name with a link to their page, by number where the name is not known. */
export function PersonLink({ id }: { id: string }) {
  const person = personBehind(`person:${id}`);
  return (
    <a href={`/console/advocates/${encodeURIComponent(id)}`}>
      {person === null ? `Person ${id}` : <bdi>{person.name || `Person ${id}`}</bdi>}
    </a>
  );
}

/** A reward by number with a link to its page, and for whom it is. */
export function RewardLink({ id }: { id: string }) {
  const person = personBehind(`reward:${id}`);
  return (
    <span>
      <a href={`/console/rewards/${encodeURIComponent(id)}`}>{id}</a>
      {person === null ? null : (
        <>
          {' '}
          for <bdi>{person.name}</bdi>
        </>
      )}
    </span>
  );
}
