/** @jsxImportSource react */
import { Alert, List, Text } from '@hubspot/ui-extensions';
import type { CardPerson } from './card-contract.ts';

/** What stands in the way of an ask, each with what would open it; nothing where nothing does. */
export function Obstacles({ person }: { person: CardPerson }) {
  const { closed } = person.readiness;
  if (closed.length === 0) return null;
  const isForbidden = person.status === 'do_not_ask';
  return (
    <Alert
      title={isForbidden ? 'Please do not ask' : 'What stands in the way'}
      variant={isForbidden ? 'danger' : 'warning'}
    >
      <List variant="unordered">
        {closed.map(({ gate, message, clears }) => (
          <Text key={gate}>{`${message} ${clears}`}</Text>
        ))}
      </List>
    </Alert>
  );
}
