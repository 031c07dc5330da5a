import { LightningElement } from 'lwc';
import hasSigningSecret from '@salesforce/apex/GroundswellSetup.hasSigningSecret';
import saveSigningSecret from '@salesforce/apex/GroundswellSetup.saveSigningSecret';
import { errorWords } from 'c/advocacyWords';

/** Where an admin enters the secret that requests are signed with. It is never shown again. */
export default class GroundswellSetup extends LightningElement {
  secret = '';
  state = '';
  problem = null;
  busy = false;

  async connectedCallback() {
    try {
      this.state = (await hasSigningSecret())
        ? 'A signing secret is in place. Entering another one replaces it.'
        : 'No signing secret yet: the card cannot reach Groundswell until there is one.';
    } catch (error) {
      this.problem = errorWords(error);
    }
  }

  handleChange(event) {
    this.secret = event.detail.value ?? '';
  }

  async handleSubmit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await saveSigningSecret({ secret: this.secret });
      this.secret = '';
      this.state = 'The signing secret is saved.';
    } catch (error) {
      this.problem = errorWords(error);
    } finally {
      this.busy = false;
    }
  }
}
