import { Field, problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { useViewer } from '#server/console/parts/viewer.tsx';
import { counted } from '#server/console/parts/words.ts';
import type { PolicyVersion } from '#server/workspace/policy/policies.ts';
import { PreviewResult, SPANS, type Tried } from './preview.tsx';
import { RuleCard } from './rule-card.tsx';
import { Fault } from './arranging.tsx';
import { Overtaken } from './overtaken.tsx';
import { hiddenBy } from './hidden-by.ts';
import type { TypedPolicy } from './typed.ts';
import { FALLBACK, POLICY_PATH } from './words.ts';

export interface PolicyEditorData {
  typed: TypedPolicy;
  note: string;
  /** The version what is typed is a change of. */
  from: number;
  /** The version in force, where it is another by now. */
  overtaken: PolicyVersion | null;
  /** Days the policy is tried on. */
  days: number;
  tried: Tried;
  programmes: readonly string[];
  /** Places of the rules whose fields are shown; the others say theirs in words until they are opened. */
  opened: ReadonlySet<number>;
  /** Whether the fields hold what no version does. */
  unsaved: boolean;
  refused: Refused | null;
}

/** A policy changed and tried on what was proposed lately, before it decides about anything. */
export function PolicyEditorPage({ data }: { data: PolicyEditorData }) {
  const { refused, overtaken, from, unsaved } = data;
  const mayPublish = useViewer().permissions.includes('govern');
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={POLICY_PATH}>Approval policy</a>
      </nav>
      <Heading
        title={mayPublish ? 'Change the policy' : 'Try a policy out'}
        lead={
          mayPublish
            ? `Nothing here decides anything until it is published. A change of ${from === 0 ? 'the starting policy' : `version ${from}`}.`
            : 'Change what you like and see what it would have done. Nothing here is kept: owners and admins publish the policy.'
        }
      >
        {mayPublish ? (
          <span class="editor-unsaved" data-unsaved hidden={!unsaved}>
            Not published yet
          </span>
        ) : null}
      </Heading>
      <form
        class="editor policy-editor"
        id="policy"
        method="post"
        action={`${POLICY_PATH}/publish`}
        data-live={`${POLICY_PATH}/edit/preview`}
      >
        <div class="stack">
          {/* First of all buttons, for it is the one the Enter key presses. */}
          <button
            class="visually-hidden"
            type="submit"
            name="do"
            value="try"
            formaction={`${POLICY_PATH}/edit#preview`}
            formnovalidate
            tabindex={-1}
            aria-hidden="true"
            data-try
          >
            Try it
          </button>
          <input type="hidden" name="from" value={String(from)} />
          {refused === null ? null : (
            <ProblemNotice problem={refused.problem} id={problemId('policy')} urgent />
          )}
          {overtaken === null || !mayPublish ? null : <Overtaken by={overtaken} />}
          <Rules data={data} />
          <Times data={data} />
          {mayPublish ? <Publish data={data} /> : null}
        </div>
        <p class="editor-said" role="status" data-status></p>
        <PreviewPane data={data} />
      </form>
    </>
  );
}

function Rules({ data: { typed, programmes, refused, opened } }: { data: PolicyEditorData }) {
  const { rules } = typed;
  return (
    <section aria-labelledby="rules">
      <div class="card-head">
        <h2 id="rules">{counted(rules.length, 'rule', 'rules')}</h2>
        <button
          class="button button-small"
          type="submit"
          name="do"
          value="rules.add"
          formaction={`${POLICY_PATH}/edit#rule-1`}
          formnovalidate
        >
          Add a rule
        </button>
      </div>
      <p class="quiet">The first rule that fits counts. {FALLBACK}</p>
      <Fault name="rules" refused={refused?.problem.field === 'rules' ? refused : null} />
      <ol class="stack-tight policy-cards">
        {rules.map((rule, at) => (
          <RuleCard
            rule={rule}
            at={at}
            of={rules.length}
            programmes={programmes}
            hiddenBy={hiddenBy(rules, at)}
            isOpen={opened.has(at)}
            refused={refused}
          />
        ))}
      </ol>
    </section>
  );
}

const TIMES = [
  ['remindAfterHours', 'Remind after, hours', 'Approvers get a message each.'],
  ['escalateAfterHours', 'Escalate after, hours', 'Owners are asked too.'],
  ['expireAfterDays', 'Expire after, days', 'The money goes back to its budget.'],
] as const;

function Times({ data: { typed, refused } }: { data: PolicyEditorData }) {
  return (
    <section class="card" aria-labelledby="times">
      <h2 id="times">While it waits</h2>
      <div class="policy-times">
        {TIMES.map(([name, label, hint]) => (
          <div>
            <Field
              form="policy"
              name={name}
              label={label}
              hint={hint}
              refused={refused}
              value={typed[name]}
              inputmode="numeric"
              maxlength={5}
              required
            />
            <Fault name={name} refused={refused} />
          </div>
        ))}
      </div>
    </section>
  );
}

function Publish({ data: { note, refused } }: { data: PolicyEditorData }) {
  return (
    <section class="card stack-tight policy-publish" aria-labelledby="publish">
      <h2 id="publish">Publish</h2>
      <div>
        <TextField
          form="policy"
          name="note"
          label="Why this change?"
          hint="Kept with the version and in the audit trail, beside your name. At most 500 characters."
          refused={refused}
          value={note}
          rows={3}
          required
          maxlength={500}
        />
        <Fault name="note" refused={refused} />
      </div>
      <p class="quiet">
        It holds for what is proposed from now on. What waits keeps the approvers it was proposed with.
      </p>
      <div class="actions">
        <button class="button button-main" type="submit">
          Publish the policy
        </button>
        <a class="button button-quiet" href={POLICY_PATH}>
          Drop it
        </a>
      </div>
    </section>
  );
}

function PreviewPane({ data: { days, tried } }: { data: PolicyEditorData }) {
  return (
    <section class="card editor-preview" id="preview" aria-labelledby="preview-title">
      <h2 id="preview-title">What it would have done</h2>
      <fieldset class="policy-span">
        <legend class="visually-hidden">To the rewards of the last</legend>
        {SPANS.map((span) => (
          <label>
            <input type="radio" name="days" value={String(span)} checked={span === days} />
            <span>{span} days</span>
          </label>
        ))}
        <button
          class="button button-small editor-look"
          type="submit"
          name="do"
          value="try"
          formaction={`${POLICY_PATH}/edit#preview`}
          formnovalidate
        >
          Try it
        </button>
      </fieldset>
      <div data-preview>
        <PreviewResult tried={tried} />
      </div>
    </section>
  );
}
