/** @jsxImportSource react */
import {
  Flex,
  Link,
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
  Text,
} from '@hubspot/ui-extensions';
import type { CardPerson, CardReason } from './card-contract.ts';
import type { Dates } from './dates.ts';
import { signedPoints, webUrl } from './words.ts';

/** Why the propensity is what it is: the weightiest lines, with the record each was read from; no points without one. */
export function Reasons({ person, dates }: { person: CardPerson; dates: Dates }) {
  const { reasons, moreReasons, propensity, shortfall, consoleUrl } = person;
  const isScored = shortfall === null;
  if (reasons.length === 0) return <Text>Nothing has been heard from them yet, so there is no score.</Text>;
  return (
    <Flex direction="column" gap="xs">
      <Table density="compact" flush bordered={false}>
        <TableHead>
          <TableRow>
            <TableHeader width="max">{isScored ? `Why ${propensity}` : 'What is known'}</TableHeader>
            {isScored && (
              <TableHeader width="min" align="right">
                Points
              </TableHeader>
            )}
          </TableRow>
        </TableHead>
        <TableBody>
          {reasons.map((reason, index) => (
            <Row key={`${reason.at}:${index}`} reason={reason} isScored={isScored} dates={dates} />
          ))}
        </TableBody>
      </Table>
      {moreReasons > 0 && <More count={moreReasons} url={webUrl(consoleUrl)} />}
    </Flex>
  );
}

function Row({ reason, isScored, dates }: { reason: CardReason; isScored: boolean; dates: Dates }) {
  const url = webUrl(reason.sourceUrl);
  return (
    <TableRow>
      <TableCell width="max">
        <Flex direction="column">
          {url === null ? <Text>{reason.label}</Text> : <Link href={url}>{reason.label}</Link>}
          <Text variant="microcopy">{dates.ago(reason.at)}</Text>
        </Flex>
      </TableCell>
      {isScored && (
        <TableCell width="min" align="right">
          <Text format={{ fontWeight: 'demibold' }}>{signedPoints(reason.points)}</Text>
        </TableCell>
      )}
    </TableRow>
  );
}

function More({ count, url }: { count: number; url: string | null }) {
  const text = `…and ${count} more`;
  return url === null ? <Text variant="microcopy">{text}</Text> : <Link href={url}>{text}</Link>;
}
