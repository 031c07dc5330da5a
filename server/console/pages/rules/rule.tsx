import { REWARDED } from '#core/reward/check-rules.ts';
import { ACT_SOURCES, type RewardRule } from '#core/reward/rule.ts';
import { SENTIMENT_LAW } from '#core/reward/sentiment.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { Boxes } from '#server/console/parts/boxes.tsx';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Field, SelectField } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { moneyText } from '#server/console/parts/money.tsx';
import { RefusedNotice } from '#server/console/parts/refused-notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { CapFields } from './cap-fields.tsx';
import { fieldOf, fieldWords, type RuleData } from './fields.ts';
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
        <RefusedNotice refused={refused} words={fieldWords} />
        {/* First of all buttons, for it is the one the Enter key presses. */}
        <button class="visually-hidden" type="submit" tabindex={-1} aria-hidden="true">
          Save the rule
        </button>
        <Act data={data} />
        <Conditions data={data} />
        <Worth data={data} />
        <CapFields data={data} />
        <May any={['govern']}>
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
  const { rule, values } = data;
  return (
    <fieldset class="card stack-tight">
      <legend>The act</legend>
      <div class="two-fields">
        <Field {...fieldOf(data, 'name')} label="Name" maxlength={100} required />
        {rule === null ? null : <input type="hidden" name="id" value={rule.id} />}
        <SelectField {...fieldOf(data, 'act')} label="Act">
          {REWARDED.map((act) => (
            <option value={act} selected={act === values['act']}>
              {SIGNALS[act].label}
            </option>
          ))}
        </SelectField>
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
  const { values, refused, tiers } = data;
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
        <Field
          {...fieldOf(data, 'conditions.industries')}
          label="Industries (optional)"
          hint="As the CRM has them, separated by commas."
          maxlength={2000}
        />
        <Field
          {...fieldOf(data, 'conditions.minDealAmount')}
          label="Least deal (optional)"
          hint="For referrals alone."
          placeholder="25,000"
          inputmode="decimal"
        />
        <CurrencyField
          {...fieldOf(data, 'conditions.minDealCurrency')}
          label="Currency of the least deal"
          hint="Referrals have to tell their worth in it: nothing is converted."
          of="money"
        />
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
        </div>
        <Field
          {...fieldOf(data, 'amount')}
          label="Amount"
          hint="Where there is no item."
          inputmode="decimal"
        />
        <CurrencyField {...fieldOf(data, 'currency')} hint="Where there is no item." of="points" />
      </div>
    </fieldset>
  );
}

function Remove({ rule }: { rule: RewardRule }) {
  return (
    <May any={['govern']}>
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
