import { LightningElement, api } from 'lwc';

export default class Input extends LightningElement {
  @api label;
  @api name;
  @api type = 'text';
  @api value = '';
  @api placeholder = '';
  @api max = null;
  @api maxLength = null;
  @api required = false;

  @api
  focus() {
    this.template.querySelector('input').focus();
  }

  handleInput(event) {
    event.stopPropagation();
    this.value = event.target.value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.value } }));
  }
}
