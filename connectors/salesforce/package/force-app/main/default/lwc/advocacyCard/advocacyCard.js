import { LightningElement, api } from 'lwc';
import getCard from '@salesforce/apex/AdvocacyCardController.getCard';
import { errorWords } from 'c/advocacyWords';

/** Who on this record is an advocate, why, and what to do. Stands on contact, lead, account and opportunity pages. */
export default class AdvocacyCard extends LightningElement {
  @api objectApiName;
  card = null;
  problem = null;
  /** What was done last, for eyes and screen readers alike. */
  done = '';
  /** Somebody picked from the people of a company or a deal; null while the record itself is shown. */
  openedId = null;
  #recordId;
  #focus = null;
  #asked = 0;

  @api
  get recordId() {
    return this.#recordId;
  }
  set recordId(recordId) {
    if (recordId === this.#recordId) return;
    this.#recordId = recordId;
    this.openedId = null;
    this.done = '';
    void this.load();
  }

  get isLoading() {
    return this.card === null && this.problem === null;
  }
  get busy() {
    return this.isLoading ? 'true' : 'false';
  }
  get person() {
    return this.card?.subject.kind === 'person' ? this.card.subject.person : null;
  }
  get people() {
    return this.card?.subject.kind === 'people' ? this.card.subject : null;
  }
  get emptyMessage() {
    return this.card?.subject.message;
  }
  get doneClass() {
    return this.done === '' ? '' : 'done';
  }
  get isOpened() {
    return this.openedId !== null;
  }

  /** Asks for the card; an answer that was overtaken by a later question is dropped. */
  async load() {
    this.#asked += 1;
    const asked = this.#asked;
    this.card = null;
    this.problem = null;
    if (!this.#recordId) return;
    try {
      const card = await getCard({ recordId: this.openedId ?? this.#recordId });
      if (asked === this.#asked) this.card = card;
    } catch (error) {
      if (asked === this.#asked) this.problem = errorWords(error);
    }
  }

  handleRetry() {
    void this.load();
  }

  handleOpen(event) {
    this.openedId = event.detail;
    this.#focus = { back: true };
    this.done = '';
    void this.load();
  }

  handleBack() {
    this.#focus = { person: this.openedId };
    this.openedId = null;
    this.done = '';
    void this.load();
  }

  handleDone(event) {
    this.done = event.detail.done;
    this.card = event.detail.card;
  }

  // Opening somebody replaces what had the focus, so it is put where the reader goes on.
  renderedCallback() {
    if (this.#focus === null || this.isLoading) return;
    if (this.#focus.back) this.template.querySelector('[data-id="back"]')?.focus();
    else this.template.querySelector('c-advocacy-people')?.focusOn(this.#focus.person);
    this.#focus = null;
  }
}
