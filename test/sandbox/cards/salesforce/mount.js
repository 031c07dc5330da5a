import 'lwc/synthetic-shadow';
import { createElement } from 'lwc';
import AdvocacyCard from 'c/advocacyCard';
import sheet from './look.css';

/** Stands where a record page of the platform puts the component. */
const place = document.getElementById('advocacy-card');
const { recordId, objectApiName } = place.dataset;
const style = new CSSStyleSheet();
style.replaceSync(sheet);
document.adoptedStyleSheets = [...document.adoptedStyleSheets, style];
place.append(
  Object.assign(createElement('c-advocacy-card', { is: AdvocacyCard }), { recordId, objectApiName }),
);
