/** @jsxImportSource react */
import { Button, EmptyState, Flex, Heading, StatusTag, Text, Tile } from '@hubspot/ui-extensions';
import type { CardPersonLine, CardRecordKind } from './card-contract.ts';
import type { Dates } from './dates.ts';
import { figures, statusLabel, statusVariant } from './words.ts';

interface PeopleViewProps {
  kind: CardRecordKind;
  name: string;
  people: CardPersonLine[];
  more: number;
  dates: Dates;
  onOpen: (contactId: string) => void;
}

/** The people of a company or deal, advocates first; each opens. */
export function PeopleView({ kind, name, people, more, dates, onOpen }: PeopleViewProps) {
  if (people.length === 0)
    return (
      <EmptyState title="Nobody known here yet" layout="vertical" imageName="contacts" imageWidth={120}>
        <Text>{`Groundswell knows nobody on this ${kind}. Add a contact to it, and they show here.`}</Text>
      </EmptyState>
    );
  return (
    <Flex direction="column" gap="sm">
      <Heading>{`People ${kind === 'deal' ? 'on' : 'at'} ${name}`}</Heading>
      {people.map((person) => (
        <PersonLine key={person.contactId} person={person} dates={dates} onOpen={onOpen} />
      ))}
      {more > 0 && <Text variant="microcopy">{`…and ${more} more on this ${kind}`}</Text>}
    </Flex>
  );
}

interface PersonLineProps {
  person: CardPersonLine;
  dates: Dates;
  onOpen: (contactId: string) => void;
}

function PersonLine({ person, dates, onOpen }: PersonLineProps) {
  return (
    <Tile compact>
      <Flex direction="column" gap="xs">
        <Flex direction="row" justify="between" align="center" gap="sm" wrap>
          <StatusTag variant={statusVariant(person.status)}>{statusLabel(person, dates)}</StatusTag>
          <Text variant="microcopy">{figures(person)}</Text>
        </Flex>
        <Button variant="transparent" size="md" truncate onClick={() => onOpen(person.contactId)}>
          {person.name}
        </Button>
        {person.title !== null && <Text variant="microcopy">{person.title}</Text>}
        <Text>{person.reason}</Text>
      </Flex>
    </Tile>
  );
}
