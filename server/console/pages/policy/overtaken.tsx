import type { PolicyVersion } from '#server/workspace/policy/policies.ts';
import { nameOf, PolicyWords } from './policy.tsx';
import { POLICY_PATH } from './words.ts';

/** What somebody else published while this was typed, and the two ways on from there. */
export function Overtaken({ by }: { by: PolicyVersion }) {
  return (
    <section class="card" aria-labelledby="overtaken">
      <h2 id="overtaken">{nameOf(by)} is in force now</h2>
      <p class="quiet">
        What you typed is kept. Below is what holds now: publish yours over it only if yours says all of it.
      </p>
      <div class="actions">
        <button
          class="button"
          type="submit"
          name="do"
          value={`over.${by.version}`}
          formaction={`${POLICY_PATH}/edit`}
          formnovalidate
        >
          Go on with mine, over version {by.version}
        </button>
        <a class="button button-quiet" href={`${POLICY_PATH}/edit`}>
          Drop mine and begin from version {by.version}
        </a>
      </div>
      <PolicyWords policy={by.policy} />
    </section>
  );
}
