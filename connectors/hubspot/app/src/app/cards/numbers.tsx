/** @jsxImportSource react */
import { Statistics, StatisticsItem, Text } from '@hubspot/ui-extensions';
import type { CardPerson } from './card-contract.ts';
import { percent } from './words.ts';

/** Would they help, how sure are we, may we ask now: three numbers, never one. */
export function Numbers({ person }: { person: CardPerson }) {
  const { propensity, confidence, shortfall, readiness } = person;
  return (
    <Statistics>
      <StatisticsItem label="Propensity" number={shortfall === null ? String(propensity) : '–'}>
        <Text variant="microcopy">{shortfall === null ? 'of 100' : `Not enough data. ${shortfall}`}</Text>
      </StatisticsItem>
      <StatisticsItem label="Confidence" number={percent(confidence)}>
        <Text variant="microcopy">how sure</Text>
      </StatisticsItem>
      <StatisticsItem label="Readiness" number={`${readiness.open} of ${readiness.total}`}>
        <Text variant="microcopy">are met</Text>
      </StatisticsItem>
    </Statistics>
  );
}
