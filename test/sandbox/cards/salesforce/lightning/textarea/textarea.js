import { LightningElement, api } from 'lwc';

export default class Textarea extends LightningElement {
  @api label;
  @api name;
  @api value = '';
  @api maxLength = null;

  @api
  focus() {
    this.template.querySelector('textarea').focus();
  }

  handleInput(event) {
    event.stopPropagation();
    this.value = event.target.value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.value } }));
  }
}
