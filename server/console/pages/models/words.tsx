import type { ScoreModel } from '#core/score/model.ts';
import { PILLARS } from '#core/signal/catalogue.ts';
import {
  inUnit,
  pillarFields,
  TIER_FIELDS,
  valueOf,
  type ModelField,
} from '#server/console/parts/model-fields.ts';
import { PILLAR_WORDS } from '#server/console/parts/words.ts';

/** What a model says, as sentences. */
export function ModelWords({ model }: { model: ScoreModel }) {
  const total = PILLARS.reduce((sum, pillar) => sum + model.pillars[pillar].weight, 0);
  const [candidate, advocate, champion, leave, confidence, full] = TIER_FIELDS.map((of) => said(model, of));
  return (
    <div class="model-words">
      <ul>
        {PILLARS.map((pillar) => {
          const [halfLife, , cap] = pillarFields(pillar).map((of) => said(model, of));
          const share = Math.round((100 * model.pillars[pillar].weight) / total);
          return (
            <li>
              <strong>{PILLAR_WORDS[pillar]}</strong>
              {share === 0 && model.pillars[pillar].weight === 0
                ? 'Does not count'
                : `${share} % of the weight; a signal counts half after ${halfLife}; full at ${cap}`}
            </li>
          );
        })}
      </ul>
      <p>
        Candidates stand at {candidate} or more, advocates at {advocate}, champions at {champion}. A tier is
        left below {leave} of where it is entered. Somebody we know less than {confidence} about has no tier,
        whatever the score. Pillars that weigh {full} together, filled, make 100.
      </p>
    </div>
  );
}

function said(model: ScoreModel, of: ModelField): string {
  return inUnit(valueOf(model, of), of);
}
