import { PersonLink } from '#server/console/parts/people.tsx';
import type { AuditEntry } from '#server/workspace/trail/note.ts';
import { detailWords } from './audit-detail.ts';

/** More is folded, so that one long reason does not fill the screen. */
const SHOWN = 240;

/** What an entry of the trail says, in words; a person it names by number is named. */
export function Detail({ of }: { of: Pick<AuditEntry, 'action' | 'detail'> }) {
  const words = detailWords(of);
  if (words === '') return null;
  if (words.length <= SHOWN) return <Words of={words} />;
  const begun = words
    .slice(0, SHOWN)
    .toWellFormed()
    .replace(/\s+\S*$|\uFFFD$/, '');
  return (
    <details class="long-words">
      <summary>
        <span class="long-words-begun">
          <Words of={`${begun}…`} />{' '}
        </span>
        <span class="long-words-more">Show all</span>
      </summary>
      <Words of={words} />
    </details>
  );
}

function Words({ of }: { of: string }) {
  return (
    <bdi>
      {of.split(/\b(?=person \d+\b)|(?<=\bperson \d+)\b/).map((part) => {
        const id = /^person (\d+)$/.exec(part)?.[1];
        return id === undefined ? part : <PersonLink id={id} />;
      })}
    </bdi>
  );
}
