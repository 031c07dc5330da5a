/** @jsxImportSource react */
import { Button, EmptyState, LoadingSpinner, Text } from '@hubspot/ui-extensions';
import { useState } from 'react';
import type { Card, CardActionAnswer } from './card-contract.ts';
import type { Desk } from './desk.ts';
import { FailureView } from './failure-view.tsx';
import { PeopleView } from './people-view.tsx';
import { PersonCard } from './person-card.tsx';
import { PersonView } from './person-view.tsx';
import { useCard } from './use-card.ts';

interface RecordCardProps {
  record: Card['record'];
  desk: Desk;
}

/** One record's card: loading, failed, unknown, a person, or the people of a company or deal. */
export function RecordCard({ record, desk }: RecordCardProps) {
  const { state, show, retry } = useCard(desk.api, record.kind, record.id);
  const [opened, setOpened] = useState<string | null>(null);
  const [done, setDone] = useState<string | null>(null);

  if (state.phase === 'loading')
    return <LoadingSpinner label="Reading what Groundswell knows" showLabel layout="centered" size="md" />;
  if (state.phase === 'failed') return <FailureView failure={state.failure} onRetry={retry} />;
  const { subject, actions } = state.card;
  if (subject.kind === 'unknown')
    return (
      <EmptyState title="Nothing known yet" layout="vertical" imageName="contacts" imageWidth={120}>
        <Text>{subject.message}</Text>
        <Button onClick={retry}>Look again</Button>
      </EmptyState>
    );
  if (subject.kind === 'people') {
    if (opened !== null)
      return (
        <PersonCard
          key={opened}
          contactId={opened}
          record={record}
          desk={desk}
          onBack={() => setOpened(null)}
          onRecord={show}
        />
      );
    return <PeopleView {...subject} kind={record.kind} dates={desk.dates} onOpen={setOpened} />;
  }
  const finish = ({ done: message, card }: CardActionAnswer) => {
    setDone(message);
    show(card);
  };
  const { person } = subject;
  const target = { record, contactId: person.contactId };
  return <PersonView {...{ person, actions, target, desk, done }} onDone={finish} />;
}
