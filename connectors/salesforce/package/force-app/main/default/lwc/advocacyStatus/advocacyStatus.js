import { LightningElement, api } from 'lwc';
import { statusWords } from 'c/advocacyWords';

/** The badge of a status. */
export default class AdvocacyStatus extends LightningElement {
  @api status;
  @api nextAskAt = null;

  get words() {
    return statusWords(this.status, this.nextAskAt, Date.now());
  }

  get badgeClass() {
    return `slds-badge ${this.words.theme}`;
  }
}
