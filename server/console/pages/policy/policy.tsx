import type { Policy } from '#core/policy/policy.ts';
import type { Refused } from '#server/console/parts/field.tsx';
import { actorTitle } from '#server/console/parts/actor.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { May, useViewer } from '#server/console/parts/viewer.tsx';
import { When } from '#server/console/parts/when.tsx';
import type { PolicyVersion } from '#server/workspace/policy/policies.ts';
import { AutomaticNotice } from './automatic.tsx';
import { Delegates, type DelegatesData } from './delegates.tsx';
import { bandSentences, conditionWords, FALLBACK, isAutomatic, POLICY_PATH, timeWords } from './words.ts';

export interface PolicyData {
  now: number;
  /** Every version, newest first; the first is in force. */
  versions: PolicyVersion[];
  delegates: DelegatesData;
  refused: Refused | null;
}

/** Who decides about rewards, in words; how it came to be so; and who stands in for whom. */
export function PolicyPage({ data }: { data: PolicyData }) {
  const { versions, now } = data;
  const [current] = versions;
  return (
    <>
      <Heading
        title="Approval policy"
        lead="Who must agree to a reward before it costs money. Nobody approves what they proposed, nominated or receive."
      >
        <EditLink />
      </Heading>
      <div class="stack">
        {current === undefined ? null : <InForce version={current} now={now} />}
        <Delegates data={data.delegates} refused={data.refused} now={now} />
        <Versions versions={versions} now={now} />
      </div>
    </>
  );
}

/** Whoever may not publish a policy may still try one out. */
function EditLink() {
  const mayPublish = useViewer().permissions.includes('govern');
  return (
    <a class={mayPublish ? 'button button-main' : 'button'} href={`${POLICY_PATH}/edit`}>
      {mayPublish ? 'Change the policy…' : 'Try a policy out…'}
    </a>
  );
}

function InForce({ version, now }: { version: PolicyVersion; now: number }) {
  return (
    <section class="card" aria-labelledby="in-force">
      <div class="card-head">
        <h2 id="in-force">In force: {nameOf(version).toLowerCase()}</h2>
        <Made version={version} now={now} />
      </div>
      {isAutomatic(version.policy) ? <AutomaticNotice /> : null}
      <PolicyWords policy={version.policy} />
    </section>
  );
}

/** A policy in plain sentences, rule by rule. */
export function PolicyWords({ policy }: { policy: Policy }) {
  return (
    <>
      <ol class="policy-rules">
        {policy.rules.map((rule) => {
          const only = conditionWords(rule);
          return (
            <li>
              <h3>
                <bdi>{rule.name}</bdi>
              </h3>
              {only === null ? null : (
                <p class="quiet">
                  <bdi>{only}</bdi>
                </p>
              )}
              <ul>
                {bandSentences(rule).map((sentence) => (
                  <li>{sentence}</li>
                ))}
              </ul>
            </li>
          );
        })}
      </ol>
      <p class="quiet policy-note">
        {policy.rules.length > 1 ? 'The first rule that fits counts. ' : ''}
        {FALLBACK} {timeWords(policy)}
      </p>
    </>
  );
}

function Versions({ versions, now }: { versions: PolicyVersion[]; now: number }) {
  return (
    <section aria-labelledby="versions">
      <h2 class="section-title" id="versions">
        Versions
      </h2>
      <ol class="stack-tight">
        {versions.map((version, at) => (
          <li class="card policy-version" id={`version-${version.version}`}>
            <div class="card-head">
              <h3>{nameOf(version)}</h3>
              <Made version={version} now={now} />
            </div>
            {version.note === '' ? null : (
              <p class="policy-why">
                <bdi>{version.note}</bdi>
              </p>
            )}
            {at === 0 ? null : (
              <details class="more">
                <summary>
                  What it said<span class="visually-hidden">: {nameOf(version)}</span>
                </summary>
                <PolicyWords policy={version.policy} />
                <May any={['govern']}>
                  <a class="button button-small" href={`${POLICY_PATH}/edit?like=${version.version}`}>
                    Start again from it<span class="visually-hidden">: {nameOf(version)}</span>…
                  </a>
                </May>
              </details>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What a version is called: the one every workspace begins with has no number. */
export function nameOf({ version }: Pick<PolicyVersion, 'version'>): string {
  return version === 0 ? 'The starting policy' : `Version ${version}`;
}

function Made({ version, now }: { version: PolicyVersion; now: number }) {
  const { publishedBy, publishedAt } = version;
  if (publishedAt === null) return <p class="quiet">By Groundswell, until somebody publishes another</p>;
  return (
    <p class="quiet">
      <bdi>{actorTitle(publishedBy)}</bdi>, <When at={publishedAt} now={now} />
    </p>
  );
}
