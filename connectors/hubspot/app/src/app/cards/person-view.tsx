/** @jsxImportSource react */
import { Alert, Divider, Flex, Heading, StatusTag, Text } from '@hubspot/ui-extensions';
import { ActionBar } from './actions/action-bar.tsx';
import type { ActionTarget } from './actions/use-action.ts';
import type { CardActionAnswer, CardActions, CardPerson } from './card-contract.ts';
import type { Desk } from './desk.ts';
import { Facts } from './facts.tsx';
import { Numbers } from './numbers.tsx';
import { Obstacles } from './obstacles.tsx';
import { Reasons } from './reasons.tsx';
import { advice, statusLabel, statusVariant } from './words.ts';

interface PersonViewProps {
  person: CardPerson;
  actions: CardActions;
  target: ActionTarget;
  desk: Desk;
  /** What the last action did. */
  done: string | null;
  onDone: (answer: CardActionAnswer) => void;
}

/** Everything a rep needs to know of one person, what to do about it last. */
export function PersonView({ person, actions, target, desk, done, onDone }: PersonViewProps) {
  const { dates } = desk;
  const position = [person.title, person.company].filter(Boolean).join(' · ');
  return (
    <Flex direction="column" gap="md">
      {done !== null && (
        <Alert title="Done" variant="success">
          {done}
        </Alert>
      )}
      <Flex direction="column" gap="xs">
        <Flex direction="row">
          <StatusTag variant={statusVariant(person.status)}>{statusLabel(person, dates)}</StatusTag>
        </Flex>
        <Heading>{person.name}</Heading>
        {position !== '' && <Text variant="microcopy">{position}</Text>}
        <Text format={{ fontWeight: 'demibold' }}>{advice(person, dates)}</Text>
      </Flex>
      <Numbers person={person} />
      <Obstacles person={person} />
      <ActionBar {...{ person, actions, target, desk, onDone }} />
      <Divider />
      <Reasons person={person} dates={dates} />
      <Divider />
      <Facts person={person} dates={dates} />
    </Flex>
  );
}
