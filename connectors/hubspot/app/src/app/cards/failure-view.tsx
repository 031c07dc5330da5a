/** @jsxImportSource react */
import { Button, ErrorState, Text } from '@hubspot/ui-extensions';
import type { Failure } from './answer.ts';

const LOCKED = new Set([
  'bad_signature',
  'forbidden',
  'replayed',
  'scope_missing',
  'unauthorized',
  'user_left',
]);

/** Why there is nothing to see, and how to mend it. */
export function FailureView({ failure, onRetry }: { failure: Failure; onRetry?: () => void }) {
  return (
    <ErrorState title={failure.message} type={LOCKED.has(failure.code) ? 'lock' : 'error'}>
      <Text>{failure.remedy}</Text>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </ErrorState>
  );
}
