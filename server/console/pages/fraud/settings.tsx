import { FRAUD_RULES } from '#core/fraud/rule.ts';
import { SWITCHED, type FraudSettings } from '#core/fraud/settings.ts';
import { Boxes, ticks } from '#server/console/parts/boxes.tsx';
import { Field, problemId, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { FRAUD_PATH } from './words.ts';

interface SettingsProps {
  settings: FraudSettings;
  /** Those that can be chosen. */
  programmes: readonly string[];
  refused: Refused | null;
}

const LIMITS = [
  ['days', 'Days counted', 'How far back from a new reward.'],
  ['perPerson', 'Usual for one person', 'One more in these days is looked at.'],
  ['perProposer', 'Usual from one proposer', 'What rules propose does not count.'],
  ['perAccount', 'Usual for one account', 'Everybody at the company together.'],
] as const;

/** What makes a reward wait, for what is proposed from now on. */
export function SettingsCard({ settings, programmes, refused }: SettingsProps) {
  return (
    <section class="card" id="settings" aria-labelledby="settings-title">
      <h2 id="settings-title">What holds a reward</h2>
      <p class="quiet">
        What somebody proposes for themselves is always held. Whoever was paid three rewards over three months
        without a confirmed fraud is spared the limits and shared domains.
      </p>
      <form class="stack-tight" method="post" action={`${FRAUD_PATH}/settings#settings`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <Rules settings={settings} refused={refused} />
        <Limits settings={settings} refused={refused} />
        <Boxes
          legend="Programmes where a shared domain is normal"
          hint="Such as one for recommending us to another team. Everywhere else it holds the reward."
          name="sameDomain"
          values={refused?.values ?? ticks('sameDomain', programmesOff(settings))}
          refused={refused}
          choices={programmes.map((programme) => [programme, programme])}
        />
        <May any={['govern']}>
          <div>
            <button class="button button-main" type="submit">
              Save the settings
            </button>
          </div>
        </May>
      </form>
    </section>
  );
}

function Rules({ settings, refused }: Omit<SettingsProps, 'programmes'>) {
  return (
    <div class="two-fields">
      {SWITCHED.map((code) => {
        const name = `rules.${code}`;
        const { label, meaning } = FRAUD_RULES[code];
        const chosen = refused?.values[name] ?? settings.rules[code];
        return (
          <SelectField form="settings" name={name} label={label} hint={meaning} refused={refused}>
            <option value="hold" selected={chosen === 'hold'}>
              Hold the reward
            </option>
            <option value="off" selected={chosen === 'off'}>
              Off
            </option>
          </SelectField>
        );
      })}
    </div>
  );
}

function Limits({ settings, refused }: Omit<SettingsProps, 'programmes'>) {
  return (
    <div class="two-fields">
      {LIMITS.map(([limit, label, hint]) => (
        <Field
          form="settings"
          name={`velocity.${limit}`}
          label={label}
          hint={hint}
          inputmode="numeric"
          maxlength={5}
          value={String(settings.velocity[limit])}
          refused={refused}
          required
        />
      ))}
    </div>
  );
}

function programmesOff({ sameDomain }: FraudSettings): string[] {
  return Object.keys(sameDomain).filter((programme) => sameDomain[programme] === 'off');
}
