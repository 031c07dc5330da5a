import type { Difference } from '#core/fulfilment/reconcile.ts';
import type { Problem } from '#core/problem.ts';
import { DIFFERENCE_WORDS, FULFILMENT_PATH } from '#server/console/parts/fulfilment-words.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { Tabs } from '#server/console/parts/tabs.tsx';
import { formatNumber } from '#server/console/parts/words.ts';
import { PROVIDER_WORDS, PROVIDERS, type ProviderName } from '#server/fulfilment/provider.ts';
import type { Reconciliation } from '#server/workspace/fulfilment/reconciliation.ts';

/** Our books beside a provider's, over a period: what differs, and that nothing does. */
export function ReconciliationPage(props: {
  from: string;
  to: string;
  provider: ProviderName;
  found: Reconciliation | null;
  problem: Problem | null;
}) {
  const { from, to, provider, found, problem } = props;
  const isFile = provider === 'webhook';
  return (
    <>
      <nav class="crumbs" aria-label="Breadcrumb">
        <a href={FULFILMENT_PATH}>Fulfilment</a>
      </nav>
      <Heading
        title="Compare the books"
        lead={`Payments in our ledger beside ${BESIDE[provider]}. Days are in UTC.`}
      />
      <Whose of={provider} />
      <form
        class="card two-fields"
        method={isFile ? 'post' : 'get'}
        action={`${FULFILMENT_PATH}/reconciliation`}
        {...(isFile ? { enctype: 'multipart/form-data' } : {})}
      >
        <input type="hidden" name="provider" value={provider} />
        <DayField name="from" label="From" value={from} />
        <DayField name="to" label="To, that day included" value={to} />
        {isFile ? <FileField isRefused={problem?.field === 'file'} /> : null}
        <div class="level">
          <button class="button button-main" type="submit">
            Compare
          </button>
        </div>
      </form>
      {problem === null ? null : (
        <ProblemNotice problem={problem} urgent>
          {problem.code === 'not_connected' ? (
            <a href={`${FULFILMENT_PATH}#${provider}`}>Go to its settings</a>
          ) : null}
        </ProblemNotice>
      )}
      {found === null ? null : <Found of={found} />}
    </>
  );
}

const BESIDE: Record<ProviderName, string> = {
  tremendous: 'the orders Tremendous lists',
  manual: 'what people ticked as handed over',
  webhook: 'the list your own system keeps',
};

function Whose({ of }: { of: ProviderName }) {
  const tabs = PROVIDERS.map((name) => ({
    label: PROVIDER_WORDS[name],
    href: `${FULFILMENT_PATH}/reconciliation?provider=${name}`,
    current: name === of,
    n: null,
  }));
  return <Tabs label="Whose books" tabs={tabs} />;
}

function FileField({ isRefused }: { isRefused: boolean }) {
  return (
    <div class="field">
      <label for="reconciliation-file">List of orders, as CSV</label>
      <input
        id="reconciliation-file"
        type="file"
        name="file"
        accept=".csv,.tsv,.txt,text/csv"
        required
        aria-invalid={isRefused ? 'true' : undefined}
        aria-describedby="reconciliation-file-hint"
      />
      <p class="hint" id="reconciliation-file-hint">
        Columns: key (or the reward’s id), amount, currency, status, and date if there is one. Up to 5 MB.
      </p>
    </div>
  );
}

function DayField({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <div class="field">
      <label for={`reconciliation-${name}`}>{label}</label>
      <input id={`reconciliation-${name}`} type="date" name={name} value={value} required />
    </div>
  );
}

function Found({ of: { booked, listed, differences } }: { of: Reconciliation }) {
  const compared = `${counted(booked, 'payment')} of ours and ${counted(listed, 'order')} of theirs were compared.`;
  if (differences.length === 0) {
    return (
      <Empty title="The books agree">
        <p>{compared}</p>
      </Empty>
    );
  }
  return (
    <section aria-labelledby="differences-title">
      <h2 class="section-title" id="differences-title">
        {differences.length === 1 ? '1 difference' : `${formatNumber(differences.length)} differences`}
      </h2>
      <p class="quiet">{compared}</p>
      <Table
        caption="Differences"
        columns={[
          { label: 'What' },
          { label: 'Reward' },
          { label: 'Order there' },
          { label: 'Ours', kind: 'number' },
          { label: 'Theirs', kind: 'number' },
        ]}
      >
        {differences.map((one) => (
          <DifferenceRow of={one} />
        ))}
      </Table>
    </section>
  );
}

function DifferenceRow({ of: { kind, rewardId, references, ours, theirs } }: { of: Difference }) {
  return (
    <Row>
      <Cell label="What" kind="lead">
        {DIFFERENCE_WORDS[kind]}
      </Cell>
      <Cell label="Reward">
        {rewardId === null ? (
          <span class="quiet">none of ours</span>
        ) : (
          <a href={`/console/rewards/${encodeURIComponent(rewardId)}`}>{rewardId}</a>
        )}
      </Cell>
      <Cell label="Order there">
        {references.length === 0 ? <span class="quiet">none</span> : <code>{references.join(', ')}</code>}
      </Cell>
      <Cell label="Ours" kind="number">
        {ours === null ? <span class="quiet">none</span> : <Money {...ours} />}
      </Cell>
      <Cell label="Theirs" kind="number">
        {theirs === null ? <span class="quiet">none</span> : <Money {...theirs} />}
      </Cell>
    </Row>
  );
}

function counted(n: number, noun: string): string {
  return `${formatNumber(n)} ${noun}${n === 1 ? '' : 's'}`;
}
