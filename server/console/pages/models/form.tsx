import { PILLARS } from '#core/signal/catalogue.ts';
import { problemId, TextField, type Refused } from '#server/console/parts/field.tsx';
import { pillarFields, strengthFields, TIER_FIELDS } from '#server/console/parts/model-fields.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { isAboutOne, Slider } from '#server/console/parts/slider.tsx';
import { counted, PILLAR_WORDS } from '#server/console/parts/words.ts';
import { sharesOf } from './weights.ts';

export interface ModelFormProps {
  /** What every input holds, by its name; `note` among them. */
  values: Record<string, string>;
  refused: Refused | null;
}

/** Every number of a draft, and why it is made. */
export function ModelFields(props: ModelFormProps) {
  const { values, refused } = props;
  return (
    <>
      {refused === null ? null : (
        <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
      )}
      <Pillars {...props} />
      <Tiers {...props} />
      <Strengths {...props} />
      <section class="card" aria-label="Why">
        <TextField
          form="model"
          name="note"
          label="Why this change?"
          hint="Kept with the version for whoever asks later. At most 500 characters."
          refused={refused}
          value={values['note'] ?? ''}
          rows={3}
        />
      </section>
    </>
  );
}

const TIER_HINTS: Record<string, string> = {
  leaveAt: 'Of where a tier is entered; the gap keeps people on the edge from flickering.',
  minConfidence: 'With less evidence than this nobody has a tier: “not enough data”.',
  full: 'Weight of filled pillars that makes 100; less than all, for nobody shines at everything.',
};

function Pillars({ values, refused }: ModelFormProps) {
  const shares = sharesOf(values);
  return (
    <section class="card" aria-labelledby="pillars">
      <h2 id="pillars">Pillars</h2>
      <p class="quiet">
        After its half-life a signal counts half. The weight is a pillar’s share of the score; it is filled by
        that many points.
      </p>
      {PILLARS.map((pillar) => (
        <fieldset class="sliders">
          <legend>{PILLAR_WORDS[pillar]}</legend>
          {pillarFields(pillar).map((of) => (
            <Slider
              of={of}
              value={values[of.name] ?? ''}
              refused={refused}
              share={of.name.endsWith('.weight') ? (shares[of.name] ?? '') : undefined}
            />
          ))}
        </fieldset>
      ))}
    </section>
  );
}

function Tiers({ values, refused }: ModelFormProps) {
  const shares = sharesOf(values);
  return (
    <section class="card" aria-labelledby="tiers">
      <h2 id="tiers">Tiers and evidence</h2>
      <p class="quiet">
        The propensity, of 100, at which somebody enters a tier, and how sure we have to be.
      </p>
      <div class="sliders">
        {TIER_FIELDS.map((of) => (
          <Slider
            of={of}
            value={values[of.name] ?? ''}
            refused={refused}
            hint={TIER_HINTS[of.name]}
            share={of.name === 'full' ? (shares[of.name] ?? '') : undefined}
          />
        ))}
      </div>
    </section>
  );
}

function Strengths({ values, refused }: ModelFormProps) {
  return (
    <section class="card" aria-labelledby="strengths">
      <h2 id="strengths">Strength of each signal</h2>
      <p class="quiet">Points of a fresh signal at its strongest. Bad news can only count against.</p>
      {PILLARS.map((pillar) => {
        const fields = strengthFields(pillar);
        return (
          <details class="strengths" open={isAboutOne(refused, fields)}>
            <summary>
              {PILLAR_WORDS[pillar]} <span class="quiet">{counted(fields.length, 'signal', 'signals')}</span>
            </summary>
            <div class="sliders">
              {fields.map(({ why, ...of }) => (
                <Slider of={of} value={values[of.name] ?? ''} refused={refused} hint={why} />
              ))}
            </div>
          </details>
        );
      })}
    </section>
  );
}
