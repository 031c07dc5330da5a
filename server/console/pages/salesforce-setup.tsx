import { Field, problemId, refusedBy, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import type { SalesforceOrgSetup } from '#server/salesforce-orgs.ts';

export interface SalesforceSetupData extends SalesforceOrgSetup {
  cardUrl: string;
  /** Shown once, right after they were made. */
  issued: { token: string; secret: string } | null;
  refused: Refused | null;
}

/** What an org needs from us: a share of its calls, the address for its messages, the keys of its card. */
export function SalesforceSetupPage({ data }: { data: SalesforceSetupData }) {
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/connections">Connections</a>
      </nav>
      <Heading title="Set up Salesforce" lead={`What ${data.name} needs besides the connection.`} />
      <div class="stack">
        <Usage {...data} />
        <CardKeys {...data} />
        <Messages {...data} />
      </div>
    </>
  );
}

function Usage({ id, usage, share, refused: all }: SalesforceSetupData) {
  const refused = refusedBy(all, 'share');
  return (
    <section class="card" aria-labelledby="usage">
      <h2 id="usage">Calls of the org</h2>
      <p>
        {usage === null
          ? 'The org has not told its usage yet.'
          : `${formatNumber(usage.used)} of ${formatNumber(usage.limit)} calls were used in the last 24 hours, by all apps together.`}
      </p>
      <form class="stack-tight setup-form" method="post" action={`/console/salesforce/${id}/share`}>
        {refused === null ? null : (
          <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
        )}
        <Field
          form="share"
          refused={refused}
          name="share"
          label="Stop calling when this much is used, in percent"
          hint="Reading goes on by itself once usage has fallen."
          inputmode="numeric"
          value={String(Math.round(share * 100))}
          maxlength={3}
          size={4}
          required
        />
        <button class="button" type="submit">
          Save
        </button>
      </form>
    </section>
  );
}

function CardKeys({ id, cardUrl, issued }: SalesforceSetupData) {
  return (
    <section class="card" aria-labelledby="card-keys">
      <h2 id="card-keys">The card on records</h2>
      <p>
        In the org, the Named Credential <span class="code">Groundswell</span> points to{' '}
        <span class="code">{cardUrl}</span>. The token goes into its External Credential, as the parameter{' '}
        <span class="code">Token</span> of the principal <span class="code">Org</span>, the signing secret
        into the tab Groundswell Setup. Both are shown once; making new ones ends the old.
      </p>
      {issued === null ? null : (
        <dl class="facts" role="status">
          <div>
            <dt>Token</dt>
            <dd>
              <code>{issued.token}</code>
            </dd>
          </div>
          <div>
            <dt>Signing secret</dt>
            <dd>
              <code>{issued.secret}</code>
            </dd>
          </div>
        </dl>
      )}
      <details class="confirm setup-keys">
        <summary class="button">Make new keys</summary>
        <form class="stack-tight" method="post" action={`/console/salesforce/${id}/card-keys`}>
          <p>The card stops until an admin of the org has entered the new keys.</p>
          <button class="button" type="submit">
            Yes, make new keys
          </button>
        </form>
      </details>
    </section>
  );
}

function Messages({ webhookUrl }: SalesforceSetupData) {
  return (
    <section class="card" aria-labelledby="messages">
      <h2 id="messages">Outbound messages (optional)</h2>
      <p>
        Changes are found every five minutes. To hear of them at once, let a flow send an Outbound Message for
        Contact, Lead, Account and Opportunity with the field Id, or for Case with ContactId too, to this
        address. It is a secret.
      </p>
      <p class="code">{webhookUrl}</p>
    </section>
  );
}
