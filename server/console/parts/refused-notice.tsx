import { problemId, type Refused } from './field.tsx';
import { Icon } from './icon.tsx';
import { ProblemNotice } from './notice.tsx';
import { counted } from './words.ts';

/** What is wrong with a form, at its top: one problem in full, several as links to their fields by `words`. */
export function RefusedNotice({
  refused,
  words,
}: {
  refused: Refused | null;
  words: (field: string) => string;
}) {
  if (refused === null) return null;
  const { form, problem, others = [] } = refused;
  const id = problemId(form);
  if (others.length === 0) return <ProblemNotice problem={problem} id={id} urgent />;
  const all = [problem, ...others];
  return (
    <div class="notice notice-bad" id={id} role="alert">
      <Icon name="alert" />
      <div>
        <p>
          <strong>{counted(all.length, 'field needs', 'fields need')} another look.</strong> What may stand
          there is said at each. Nothing was saved.
        </p>
        <ul class="refused-fields">
          {all.map(({ field = '' }) => (
            <li>
              <a href={`#${form}-${field}`}>{words(field)}</a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}
