/** @jsxImportSource react */
import { hubspot } from '@hubspot/ui-extensions';
import { AdvocacyCard } from './advocacy-card.tsx';

hubspot.extend<'crm.record.sidebar'>(({ context, actions }) => (
  <AdvocacyCard context={context} closeOverlay={(id) => actions.closeOverlay(id)} now={Date.now} />
));
