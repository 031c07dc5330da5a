import { LightningElement, api } from 'lwc';
import { formatPercent, safeUrl } from 'c/advocacyWords';

/** The people of a company or a deal whom the user may see, advocates first. Fires `open` with the id of the one picked. */
export default class AdvocacyPeople extends LightningElement {
  @api name;
  @api people = [];

  get lines() {
    return this.people.map((person) => ({
      ...person,
      propensityText: person.shortfall ? 'Not enough data' : `Propensity ${person.propensity}`,
      confidenceText: formatPercent(person.confidence),
      recordUrl: safeUrl(person.url),
      recordLabel: `Record of ${person.name}`,
    }));
  }

  get isEmpty() {
    return this.people.length === 0;
  }

  handleOpen(event) {
    this.dispatchEvent(new CustomEvent('open', { detail: event.currentTarget.dataset.id }));
  }

  /** Puts the focus on somebody in the list, where the way back from their card ends. */
  @api
  focusOn(contactId) {
    const buttons = [...this.template.querySelectorAll('button')];
    buttons.find(({ dataset }) => dataset.id === contactId)?.focus();
  }
}
