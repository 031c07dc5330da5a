import { createRoot } from 'react-dom/client';
import '#connectors/hubspot/app/src/app/cards/card.tsx';
import CANVAS from './canvas.css';
import DATA from './data.css';
import { renderCard, type HostContext } from './host.ts';

/** The few things of a browser's page that are used here. */
interface Place {
  dataset: { hubspotCard: string };
  attachShadow(options: { mode: 'open' }): { append(...parts: unknown[]): void };
}
declare const document: {
  querySelectorAll(selector: string): Iterable<Place>;
  createElement(name: string): { textContent: string };
};

// A tree of its own, so that the page's styles and the card's never meet.
for (const place of document.querySelectorAll('[data-hubspot-card]')) {
  const root = place.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = CANVAS + DATA;
  const canvas = document.createElement('div');
  root.append(style, canvas);
  const context: HostContext = JSON.parse(place.dataset.hubspotCard);
  createRoot(canvas).render(renderCard(context));
}
