import { TRUST_LEVELS } from '#core/fraud/trust.ts';
import { SOURCES } from '#core/reward/reward.ts';
import { CurrencyField } from '#server/console/parts/currency.tsx';
import { Field, type Refused } from '#server/console/parts/field.tsx';
import { Arrange, Fault } from './arranging.tsx';
import { Bands } from './bands.tsx';
import { currencyIn, programmesIn, typedSentences, type TypedRule } from './typed.ts';
import { conditionWords, SOURCE_WORDS, TRUST_WORDS } from './words.ts';

export interface RuleProps {
  rule: TypedRule;
  at: number;
  /** How many rules there are. */
  of: number;
  /** Programmes there is a box for. */
  programmes: readonly string[];
  /** The rule above that takes everything this one could, or null. */
  hiddenBy: TypedRule | null;
  /** Whether its fields are shown; one that is at fault or never reached is open whatever this says. */
  isOpen: boolean;
  refused: Refused | null;
}

/** One rule of a policy in fields, with buttons that move it. */
export function RuleCard(props: RuleProps) {
  const { rule, at, refused, hiddenBy } = props;
  const isAtFault = refused?.problem.field?.startsWith(`rules.${at}.`);
  const title = rule.name.trim() === '' ? 'New rule' : rule.name;
  return (
    <li class="card policy-rule" id={`rule-${at + 1}`} tabindex={-1}>
      <details class="policy-fold" open={props.isOpen || hiddenBy !== null || isAtFault || undefined}>
        <summary>
          <h3>
            <span class="quiet">{at + 1}.</span> <bdi>{title}</bdi>
          </h3>
          <span class="policy-said quiet" data-words>
            {typedSentences(rule).join(' · ')}
          </span>
        </summary>
        <Fields {...props} title={title} />
      </details>
    </li>
  );
}

function Fields(props: RuleProps & { title: string }) {
  const { rule, at, refused, hiddenBy } = props;
  const prefix = `rules.${at}`;
  const common = { form: 'policy', refused };
  return (
    <div class="policy-fields">
      <Moves {...props} />
      {hiddenBy === null ? null : (
        <p class="policy-hidden">
          Never reached: <bdi>“{hiddenBy.name}”</bdi> stands above it and takes all of these. Move it up.
        </p>
      )}
      <div class="policy-name">
        <div>
          <Field {...common} name={`${prefix}.name`} label="Name" value={rule.name} maxlength={80} required />
          <Fault name={`${prefix}.name`} refused={refused} />
        </div>
        <div>
          <CurrencyField
            {...common}
            name={`${prefix}.currency`}
            label="Currency or points"
            value={rule.currency}
            of="thanks"
            required
          />
          <Fault name={`${prefix}.currency`} refused={refused} />
        </div>
      </div>
      <Bands
        bands={rule.bands}
        currency={currencyIn(rule.currency)}
        prefix={prefix}
        at={at}
        refused={refused}
      />
      <Fault name={`${prefix}.bands`} refused={refused} />
      <Conditions {...props} prefix={prefix} />
    </div>
  );
}

function Moves({ at, of, title }: RuleProps & { title: string }) {
  return (
    <div class="policy-moves">
      {at === 0 ? null : <Arrange button={`rules.${at}.up`} to={at} words="Move up" about={title} />}
      {at === of - 1 ? null : (
        <Arrange button={`rules.${at}.down`} to={at + 2} words="Move down" about={title} />
      )}
      <Arrange button={`rules.${at}.remove`} to={Math.max(1, at)} words="Remove" about={title} />
    </div>
  );
}

function Conditions({ rule, programmes, refused, prefix }: RuleProps & { prefix: string }) {
  const named = programmesIn(rule);
  const only = conditionWords({
    sources: rule.sources.length === 0 ? null : rule.sources,
    programmes: named.length === 0 ? null : named,
    trust: rule.trust.length === 0 ? null : rule.trust,
  });
  const field = refused?.problem.field ?? '';
  const isAtFault = ['sources', 'programmes', 'trust'].some((each) => field.startsWith(`${prefix}.${each}`));
  return (
    <details class="more policy-conditions" open={isAtFault || undefined}>
      <summary>
        <bdi>{only ?? 'From anywhere, in every programme, for everybody'}</bdi>
      </summary>
      <Boxes
        legend="Only proposed from"
        prefix={`${prefix}.sources`}
        ticked={rule.sources}
        refused={refused}
        of={SOURCES.map((each) => [each, SOURCE_WORDS[each]])}
      />
      <Boxes
        legend="Only for people who are"
        prefix={`${prefix}.trust`}
        ticked={rule.trust}
        refused={refused}
        of={TRUST_LEVELS.map((each) => [each, TRUST_WORDS[each]])}
      />
      <p class="hint">
        Known: a reward paid 30 days ago. Trusted: three, the first 90 days ago, and no fraud since.
      </p>
      <Boxes
        legend="Only in the programmes"
        prefix={`${prefix}.programmes`}
        ticked={rule.programmes}
        refused={refused}
        of={[...new Set([...programmes, ...rule.programmes])].map((each) => [each, each])}
      />
      <Field
        form="policy"
        name={`${prefix}.otherProgrammes`}
        label="Other programmes"
        hint="Their ids, separated by commas. Where nothing is ticked or named, the rule holds for all."
        refused={refused}
        value={rule.otherProgrammes}
        maxlength={400}
      />
    </details>
  );
}

interface BoxesProps {
  legend: string;
  prefix: string;
  ticked: readonly string[];
  refused: Refused | null;
  /** Each box: what it sends, and its words. */
  of: (readonly [value: string, words: string])[];
}

function Boxes({ legend, prefix, ticked, refused, of }: BoxesProps) {
  return (
    <fieldset class="policy-boxes">
      <legend>{legend}</legend>
      {of.map(([value, words]) => (
        <label>
          <input type="checkbox" name={`${prefix}.${value}`} value="on" checked={ticked.includes(value)} />
          <bdi>{words}</bdi>
        </label>
      ))}
      <Fault name={prefix} refused={refused} />
    </fieldset>
  );
}
