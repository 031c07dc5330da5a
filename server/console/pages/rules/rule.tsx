import { REWARDED } from '#core/reward/check-rules.ts';
import { ACT_SOURCES, type RewardRule } from '#core/reward/rule.ts';
import { SENTIMENT_LAW } from '#core/reward/sentiment.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { Boxes, FieldProblem } from '#server/console/parts/boxes.tsx';
import { Field, problemId, SelectField } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { CapFields } from './cap-fields.tsx';
import { fieldOf, type RuleData } from './fields.ts';
import { RULES_PATH, SOURCE_WORDS } from './words.ts';

/** The form for one rule. */
export function RulePage({ data }: { data: RuleData }) {
  const { rule, refused } = data;
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={RULES_PATH}>Reward rules</a>
      </nav>
      <Heading
        title={rule === null ? 'New rule' : <bdi>{rule.name}</bdi>}
        lead={`It holds for acts told from now on, whatever anybody said in them: ${SENTIMENT_LAW} forbids paying for a sentiment or a rating.`}
      />
      <form class="stack thing-form" method="post" action={RULES_PATH}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        {/* First of all buttons, for it is the one the Enter key presses. */}
        <button class="visually-hidden" type="submit" tabindex={-1} aria-hidden="true">
          Save the rule
        </button>
        <Act data={data} />
        <Conditions data={data} />
        <Worth data={data} />
        <CapFields data={data} />
        <May any={['configure']}>
          <div class="thing-actions">
            <button class="button button-main" type="submit">
              {rule === null ? 'Add the rule' : 'Save the rule'}
            </button>
          </div>
        </May>
      </form>
      {rule === null ? null : <Remove rule={rule} />}
    </>
  );
}

function Act({ data }: { data: RuleData }) {
  const { rule, values, refused } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>The act</legend>
      <div class="two-fields">
        <div>
          <Field {...fieldOf(data, 'name')} label="Name" maxlength={100} required />
          <FieldProblem name="name" refused={refused} />
        </div>
        {rule === null ? null : <input type="hidden" name="id" value={rule.id} />}
        <div>
          <SelectField {...fieldOf(data, 'act')} label="Act">
            {REWARDED.map((act) => (
              <option value={act} selected={act === values['act']}>
                {SIGNALS[act].label}
              </option>
            ))}
          </SelectField>
          <FieldProblem name="act" refused={refused} />
        </div>
        <SelectField {...fieldOf(data, 'active')} label="In force">
          <option value="yes">Yes</option>
          <option value="no" selected={values['active'] === 'no'}>
            No
          </option>
        </SelectField>
      </div>
    </fieldset>
  );
}

function Conditions({ data }: { data: RuleData }) {
  const { values, refused, tiers, dealUnit } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>Only where</legend>
      <p class="quiet">
        Facts alone. Scores, ratings, promoters or the mood of the words are no facts, and are refused.
      </p>
      <Boxes
        legend="Told by"
        hint="None ticked: anybody."
        name="conditions.sources"
        values={values}
        refused={refused}
        choices={ACT_SOURCES.map((source) => [source, SOURCE_WORDS[source]] as const)}
      />
      {tiers.length === 0 ? null : (
        <Boxes
          legend="In a tier of points"
          hint="None ticked: any tier, or none."
          name="conditions.tiers"
          values={values}
          refused={refused}
          choices={tiers}
        />
      )}
      <div class="two-fields">
        <SelectField {...fieldOf(data, 'conditions.occurrence')} label="How often">
          <option value="every">Every such act</option>
          <option value="first" selected={values['conditions.occurrence'] === 'first'}>
            A person’s first alone
          </option>
        </SelectField>
        <div>
          <Field
            {...fieldOf(data, 'conditions.industries')}
            label="Industries (optional)"
            hint="As the CRM has them, separated by commas."
            maxlength={2000}
          />
          <FieldProblem name="conditions.industries" refused={refused} />
        </div>
        <div>
          <Field
            {...fieldOf(data, 'conditions.minDealAmount')}
            label={`Least deal in ${dealUnit} (optional)`}
            hint="For referrals. Where the reward is other money, it is read in that."
            placeholder="25,000.00"
            inputmode="decimal"
          />
          <FieldProblem name="conditions.minDealAmount" refused={refused} />
        </div>
      </div>
    </fieldset>
  );
}

function Worth({ data }: { data: RuleData }) {
  const { items, values } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>What it earns</legend>
      <div class="two-fields">
        <SelectField {...fieldOf(data, 'item')} label="Item of the catalogue">
          <option value="">No item: an amount</option>
          {items
            .filter(({ id, archived }) => !archived || id === values['item'])
            .map(({ id, name, price, currency }) => (
              <option value={id} selected={id === values['item']}>
                {`${name} (${moneyText(price, currency)})`}
              </option>
            ))}
        </SelectField>
        <div>
          <Field
            {...fieldOf(data, 'programme')}
            label="Programme"
            hint="One there is, or the name of a new one."
            list="rule-programmes"
            maxlength={40}
            required
          />
          <datalist id="rule-programmes">
            {data.programmes.map((programme) => (
              <option value={programme} />
            ))}
          </datalist>
          <FieldProblem name="programme" refused={data.refused} />
        </div>
        <Field
          {...fieldOf(data, 'amount')}
          label="Amount"
          hint="Where there is no item."
          inputmode="decimal"
        />
        <Field {...fieldOf(data, 'currency')} label="Currency" hint="USD, or points:stars." maxlength={48} />
      </div>
    </fieldset>
  );
}

function Remove({ rule }: { rule: RewardRule }) {
  return (
    <May any={['configure']}>
      <form class="stack" method="post" action={`${RULES_PATH}/${encodeURIComponent(rule.id)}/remove`}>
        <div>
          <button class="button" type="submit">
            Remove the rule
          </button>
          <p class="hint">What it proposed stays.</p>
        </div>
      </form>
    </May>
  );
}
