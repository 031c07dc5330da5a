import { LightningElement, api } from 'lwc';

export default class Button extends LightningElement {
  @api label;
  @api variant = 'neutral';
  @api type = 'button';
  @api disabled = false;
  @api ariaExpanded = null;

  get classes() {
    return this.variant === 'base' ? 'slds-button' : `slds-button slds-button_${this.variant}`;
  }

  @api
  focus() {
    this.template.querySelector('button').focus();
  }

  // A button in another root does not submit the form around it, so the platform's own asks the form to.
  handleClick() {
    if (this.type === 'submit') this.template.host.closest('form')?.requestSubmit();
  }
}
