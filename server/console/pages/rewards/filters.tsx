import { SOURCES } from '#core/reward/reward.ts';
import { Field, SelectField } from '#server/console/parts/field.tsx';
import { Icon } from '#server/console/parts/icon.tsx';
import { currencyWords } from '#server/console/parts/money.tsx';
import { linkTo } from '#server/console/parts/pager.tsx';
import { QUEUE_SORTS, type Queue } from '#server/workspace/rewards/queue.ts';
import { isNarrowed, sortOf, type Asked } from './asked.ts';
import { REWARDS_PATH, SORT_WORDS, SOURCE_WORDS } from './words.ts';

/** Narrows and sorts a queue. */
export function Filters({ asked, queue }: { asked: Asked; queue: Queue }) {
  const common = { form: 'filter', refused: null };
  const isOpen = isNarrowed({ ...asked, q: null }) || asked.sort !== null;
  return (
    <form class="queue-filter" method="get" action={REWARDS_PATH} role="search">
      <input type="hidden" name="queue" value={asked.queue} />
      <div class="search">
        <label class="visually-hidden" for="filter-words">
          Act, person, proposer or number
        </label>
        <input
          id="filter-words"
          name="q"
          type="search"
          value={asked.q ?? ''}
          placeholder="Act, person, proposer or number"
        />
        <button class="button" type="submit" aria-label="Search">
          <Icon name="search" />
        </button>
      </div>
      <details class="ranking-box" open={isOpen}>
        <summary>Filter and sort</summary>
        <div class="ranking">
          <Choice name="programme" label="Programme" of={queue.programmes} now={asked.programme} />
          <Choice
            name="currency"
            label="Currency"
            of={queue.currencies}
            now={asked.currency}
            words={currencyWords}
          />
          <Choice
            name="source"
            label="Proposed by way of"
            of={SOURCES.filter((each) => queue.sources.includes(each))}
            now={asked.source}
            words={(each) => SOURCE_WORDS[each]}
          />
          <Field {...common} name="over" label="Amount over" inputmode="decimal" value={asked.over ?? ''} />
          <Sort asked={asked} />
          <div class="ranking-actions">
            <button class="button" type="submit">
              Apply
            </button>
            {isNarrowed(asked) ? (
              <a class="button button-quiet" href={linkTo(REWARDS_PATH, { queue: asked.queue })}>
                Clear
              </a>
            ) : null}
          </div>
        </div>
      </details>
    </form>
  );
}

function Sort({ asked }: { asked: Asked }) {
  return (
    <SelectField form="filter" refused={null} name="sort" label="Sort">
      {QUEUE_SORTS.map((each) => (
        <option value={each} selected={each === sortOf(asked)}>
          {SORT_WORDS[each]}
        </option>
      ))}
    </SelectField>
  );
}

function Choice<T extends string>(props: {
  name: string;
  label: string;
  of: readonly T[];
  now: string | null;
  words?: (each: T) => string;
}) {
  const { name, label, of, now, words = (each: T) => each } = props;
  return (
    <SelectField form="filter" refused={null} name={name} label={label}>
      <option value="">Any</option>
      {of.map((each) => (
        <option value={each} selected={each === now}>
          {words(each)}
        </option>
      ))}
    </SelectField>
  );
}
