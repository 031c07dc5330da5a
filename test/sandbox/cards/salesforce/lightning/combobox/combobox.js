import { LightningElement, api } from 'lwc';

export default class Combobox extends LightningElement {
  @api label;
  @api name;
  @api value = '';
  @api placeholder = '';
  @api required = false;
  @api options = [];

  get choices() {
    return this.options.map(({ value, label }) => ({ value, label, selected: value === this.value }));
  }

  get isUnchosen() {
    return !this.options.some(({ value }) => value === this.value);
  }

  @api
  focus() {
    this.template.querySelector('select').focus();
  }

  handleChange(event) {
    this.value = event.target.value;
    this.dispatchEvent(new CustomEvent('change', { detail: { value: this.value } }));
  }
}
