import { Field, problemId, refusedBy, SelectField, type Refused } from '#server/console/parts/field.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';

export interface SalesforceConnectData {
  /** Whether this server holds a key to sign in with. */
  hasKey: boolean;
  refused: Refused | null;
}

/** The two ways to connect a Salesforce org, the safer one first. */
export function SalesforceConnectPage({ data }: { data: SalesforceConnectData }) {
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href="/console/connections">Connections</a>
      </nav>
      <Heading
        title="Connect Salesforce"
        lead="Install the Groundswell package in the org first: it brings the fields, the card and the permission sets."
      />
      <div class="stack">
        <AsUser {...data} />
        <ByConsent />
      </div>
    </>
  );
}

function AsUser({ hasKey, refused: all }: SalesforceConnectData) {
  const refused = refusedBy(all, 'user');
  const common = { form: 'user', refused };
  return (
    <section class="card" aria-labelledby="as-user">
      <div class="card-head">
        <h2 id="as-user">As an integration user</h2>
        <span class="quiet">Recommended</span>
      </div>
      <p>
        The server signs in with its own certificate (JWT bearer flow). No token is kept that could be lost or
        expire, and the user needs nothing but the permission set Groundswell Integration.
      </p>
      {hasKey ? (
        <form class="stack-tight setup-form" method="post" action="/console/salesforce/user">
          {refused === null ? null : (
            <ProblemNotice problem={refused.problem} id={problemId(refused.form)} urgent />
          )}
          <Field
            {...common}
            name="username"
            label="Username of the integration user"
            maxlength={120}
            required
          />
          <HostFields {...common} />
          <button class="button button-main" type="submit">
            Connect as this user
          </button>
        </form>
      ) : (
        <p class="quiet">
          Set <span class="code">SALESFORCE_JWT_KEY</span> on the server to use this way.
        </p>
      )}
    </section>
  );
}

function ByConsent() {
  return (
    <section class="card" aria-labelledby="by-consent">
      <h2 id="by-consent">By consent</h2>
      <p>
        Somebody signs in at Salesforce and allows access (web server flow with PKCE). Should an answer get
        lost while access is being renewed, you will be asked to connect again.
      </p>
      <form class="stack-tight setup-form" method="get" action="/connect/salesforce">
        <HostFields form="consent" refused={null} />
        <button class="button" type="submit">
          Continue to Salesforce
        </button>
      </form>
    </section>
  );
}

function HostFields(common: { form: string; refused: Refused | null }) {
  return (
    <>
      <SelectField {...common} name="org" label="Org">
        <option value="">Production or developer</option>
        <option value="sandbox">Sandbox</option>
      </SelectField>
      <Field
        {...common}
        name="host"
        label="My Domain (optional)"
        placeholder="acme.my.salesforce.com"
        hint="Needed where the org does not let people sign in at login.salesforce.com."
        maxlength={200}
      />
    </>
  );
}
