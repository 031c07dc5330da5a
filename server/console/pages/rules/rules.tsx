import type { RewardRule } from '#core/reward/rule.ts';
import { SIGNALS } from '#core/signal/catalogue.ts';
import { Badge } from '#server/console/parts/badge.tsx';
import { Heading } from '#server/console/parts/heading.tsx';
import { Money } from '#server/console/parts/money.tsx';
import { Empty } from '#server/console/parts/notice.tsx';
import { Cell, Row, Table } from '#server/console/parts/table.tsx';
import { May } from '#server/console/parts/viewer.tsx';
import type { ListedItem } from '#server/workspace/catalogue/items.ts';
import { conditionWords, limitWords, ruleHref, RULES_PATH } from './words.ts';

export interface RulesData {
  rules: RewardRule[];
  items: ListedItem[];
}

const COLUMNS = [
  { label: 'Rule' },
  { label: 'Act', kind: 'wide' as const },
  { label: 'Reward', kind: 'number' as const },
  { label: 'Limits', kind: 'wide' as const },
];

/** What acts earn. */
export function RulesPage({ data }: { data: RulesData }) {
  const { rules } = data;
  return (
    <>
      <Heading
        title="Reward rules"
        lead="Which acts propose a reward by themselves; the approval policy says who decides. The first rule that fits counts."
      >
        {rules.length === 0 ? undefined : <NewRule />}
      </Heading>
      {rules.length === 0 ? (
        <Empty title="No act earns a reward">
          <p>A rule names an act, what it earns, and how often. It never asks how kind somebody was.</p>
          <NewRule />
        </Empty>
      ) : (
        <Table caption="Reward rules, in the order they are tried" columns={COLUMNS}>
          {rules.map((rule) => (
            <RuleRow rule={rule} items={data.items} />
          ))}
        </Table>
      )}
    </>
  );
}

function NewRule() {
  return (
    <May any={['govern']}>
      <a class="button button-main" href={`${RULES_PATH}/new`}>
        New rule
      </a>
    </May>
  );
}

function RuleRow({ rule, items }: { rule: RewardRule; items: ListedItem[] }) {
  const item = items.find(({ id }) => id === rule.item);
  const conditions = conditionWords(rule, rule.currency ?? item?.currency ?? '');
  return (
    <Row>
      <Cell label="Rule" kind="lead">
        <span>
          <a href={ruleHref(rule.id)}>
            <bdi>{rule.name}</bdi>
          </a>{' '}
          {rule.active ? null : <Badge tone="calm">Off</Badge>}
          {rule.programme === 'general' ? null : <span class="under">in {rule.programme}</span>}
        </span>
      </Cell>
      <Cell label="Act">
        <span>
          {SIGNALS[rule.act].label}
          {conditions === null ? null : <span class="under">{conditions}</span>}
        </span>
      </Cell>
      <Cell label="Reward" kind="number">
        {rule.amount === null || rule.currency === null ? (
          <bdi>{item?.name ?? rule.item}</bdi>
        ) : (
          <Money amount={rule.amount} currency={rule.currency} />
        )}
      </Cell>
      <Cell label="Limits">
        {limitWords(rule, rule.currency ?? item?.currency ?? null) ?? <span class="quiet">None</span>}
      </Cell>
    </Row>
  );
}
