import { Badge } from '#server/console/parts/badge.tsx';
import { problemId, refusedBy } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH } from '#server/console/parts/fulfilment-words.ts';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty, ProblemNotice } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import { When } from '#server/console/parts/when.tsx';
import { PROVIDER_WORDS, type ProviderName } from '#server/fulfilment/provider.ts';
import type { ProviderView } from '#server/workspace/fulfilment/providers.ts';
import type { WaitingOrder } from '#server/workspace/fulfilment/views.ts';
import { FulfilmentBadge } from './fulfilment.tsx';
import { Choices, type ChoicesData } from './fulfilment-choices.tsx';
import { CallbackHint, TremendousFields, WebhookFields } from './provider-fields.tsx';

export interface FulfilmentData extends ChoicesData {
  providers: ProviderView[];
  waiting: WaitingOrder[];
  /** Names of those the waiting orders are for, by person. */
  names: ReadonlyMap<string, { name: string }>;
  publicUrl: string;
  now: number;
}

/** Who fulfils approved rewards, and those that wait for a person. */
export function FulfilmentPage({ data }: { data: FulfilmentData }) {
  return (
    <>
      <Heading
        title="Fulfilment"
        lead="How approved rewards reach their people. Each is ordered once, whatever fails on the way."
      >
        <a class="button" href={`${FULFILMENT_PATH}/reconciliation`}>
          Compare the books
        </a>
      </Heading>
      <div class="stack">
        <Waiting data={data} />
        {data.providers.map((provider) => (
          <Provider of={provider} data={data} />
        ))}
        <Choices data={data} />
      </div>
    </>
  );
}

function Waiting({ data: { waiting, names, now } }: { data: FulfilmentData }) {
  return (
    <section aria-labelledby="waiting-title">
      <h2 class="section-title" id="waiting-title">
        Waiting for somebody
      </h2>
      {waiting.length === 0 ? (
        <Empty title="Nothing waits">
          <p>Rewards to be handed over, and orders that failed or came back, are listed here.</p>
        </Empty>
      ) : (
        <Table
          caption="Waiting for somebody"
          columns={[
            { label: 'Person' },
            { label: 'Amount', kind: 'number' },
            { label: 'By' },
            { label: 'State' },
            { label: 'Why', kind: 'wide' },
            { label: 'Since', kind: 'number' },
          ]}
        >
          {waiting.map((one) => (
            <Row>
              <Cell label="Person" kind="lead">
                <span>
                  <a href={`/console/rewards/${one.rewardId}`}>
                    <bdi>{names.get(one.personId)?.name ?? 'Somebody'}</bdi>
                  </a>
                  <span class="under">{one.rewardId}</span>
                </span>
              </Cell>
              <Cell label="Amount" kind="number">
                <Money amount={one.amount} currency={one.currency} />
              </Cell>
              <Cell label="By">{PROVIDER_WORDS[one.provider]}</Cell>
              <Cell label="State">
                <FulfilmentBadge state={one.state} />
              </Cell>
              <Cell label="Why">
                <bdi>{one.problem?.message ?? one.words ?? 'To be handed over'}</bdi>
              </Cell>
              <Cell label="Since" kind="number">
                <When at={one.updatedAt} now={now} />
              </Cell>
            </Row>
          ))}
        </Table>
      )}
    </section>
  );
}

const LEADS: Record<ProviderName, string> = {
  tremendous: 'Gift cards, charity and transfers by e-mail. The key is kept sealed and never shown again.',
  manual: 'A person hands each reward over and ticks it with proof. It is booked as paid then.',
  webhook:
    'Orders are posted to a system of yours, signed. It has to repeat the key of the order to confirm it.',
};

function Provider({ of, data }: { of: ProviderView; data: FulfilmentData }) {
  const { name, isReady, isFromServer } = of;
  const form = `provider-${name}`;
  const refused = refusedBy(data.refused, form);
  return (
    <section class="card" id={name} aria-labelledby={`${name}-title`}>
      <h2 id={`${name}-title`}>
        {PROVIDER_WORDS[name]}{' '}
        <Badge tone={isReady ? 'good' : 'calm'}>
          {isFromServer ? 'Set by the server' : isReady ? 'Ready' : 'Not set up'}
        </Badge>
      </h2>
      <p class="quiet">{LEADS[name]}</p>
      {isFromServer ? (
        <p class="quiet">
          Orders go to the address whoever runs this server set. What you save here takes its place.
        </p>
      ) : null}
      {name === 'manual' ? null : (
        <May any={['govern']}>
          <form class="stack-tight" method="post" action={`${FULFILMENT_PATH}/providers/${name}#${name}`}>
            {refused === null ? null : (
              <ProblemNotice problem={refused.problem} id={problemId(form)} urgent />
            )}
            {name === 'tremendous' ? (
              <TremendousFields of={of} form={form} refused={refused} />
            ) : (
              <WebhookFields of={of} form={form} refused={refused} />
            )}
            <CallbackHint name={name} publicUrl={data.publicUrl} />
            <div>
              <button class="button button-main" type="submit">
                Save
              </button>
            </div>
          </form>
          {isReady ? (
            <form method="post" action={`${FULFILMENT_PATH}/test#${name}`}>
              <input type="hidden" name="name" value={name} />
              <button class="button" type="submit">
                Test the connection
              </button>
            </form>
          ) : null}
        </May>
      )}
    </section>
  );
}
