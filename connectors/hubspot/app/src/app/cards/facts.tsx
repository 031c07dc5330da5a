/** @jsxImportSource react */
import { DescriptionList, DescriptionListItem, Flex, Link, Text } from '@hubspot/ui-extensions';
import type { CardPerson } from './card-contract.ts';
import type { Dates } from './dates.ts';
import { nextFreeDate, webUrl } from './words.ts';

const VENDORS = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** Asked when, free when, who looks after them, and where else they are known. */
export function Facts({ person, dates }: { person: CardPerson; dates: Dates }) {
  const { lastAskedAt, lastActAt, owner, records } = person;
  const consoleUrl = webUrl(person.consoleUrl);
  return (
    <Flex direction="column" gap="sm">
      <DescriptionList direction="row">
        <DescriptionListItem label="Last asked">
          <Text>{lastAskedAt === null ? 'Never, as far as we know' : dates.day(lastAskedAt)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="May be asked">
          <Text>{nextFreeDate(person, dates)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Last act">
          <Text>{lastActAt === null ? 'None yet' : dates.day(lastActAt)}</Text>
        </DescriptionListItem>
        <DescriptionListItem label="Owner">
          <Text>{owner ?? 'Nobody'}</Text>
        </DescriptionListItem>
        {records.length > 0 && (
          <DescriptionListItem label="Also in">
            <Flex direction="column">
              {records.map((one) => (
                <OtherRecord key={`${one.vendor}:${one.id}`} {...one} />
              ))}
            </Flex>
          </DescriptionListItem>
        )}
      </DescriptionList>
      {consoleUrl !== null && <Link href={{ url: consoleUrl, external: true }}>Open in Groundswell</Link>}
    </Flex>
  );
}

function OtherRecord({ vendor, id, url }: CardPerson['records'][number]) {
  const href = webUrl(url);
  const text = `${VENDORS[vendor]} record ${id}`;
  return href === null ? <Text>{text}</Text> : <Link href={href}>{text}</Link>;
}
