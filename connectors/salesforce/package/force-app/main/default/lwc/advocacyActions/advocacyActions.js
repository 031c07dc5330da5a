import { LightningElement, api } from 'lwc';

const ACTIONS = [
  { name: 'nominate', label: 'Nominate' },
  { name: 'log-act', label: 'Log an act' },
  { name: 'log-ask', label: 'Log an ask' },
  { name: 'suggest-reward', label: 'Suggest a reward' },
];

/** What can be done for a person, one form at a time. Its form's `done` event passes through. */
export default class AdvocacyActions extends LightningElement {
  @api card;
  opened = null;
  leaving = null;

  get buttons() {
    return ACTIONS.map(({ name, label }) => ({
      name,
      label,
      expanded: name === this.opened ? 'true' : 'false',
    }));
  }

  handleOpen(event) {
    const { name } = event.currentTarget.dataset;
    this.opened = this.opened === name ? null : name;
  }

  handleClose() {
    this.leaving = this.opened;
    this.opened = null;
  }

  // The form takes the focus when it opens; it goes back to the button that opened it.
  renderedCallback() {
    if (this.leaving === null) return;
    const buttons = [...this.template.querySelectorAll('lightning-button')];
    buttons.find(({ dataset }) => dataset.name === this.leaving)?.focus();
    this.leaving = null;
  }
}
