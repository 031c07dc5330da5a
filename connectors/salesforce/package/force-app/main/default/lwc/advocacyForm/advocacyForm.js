import { LightningElement, api } from 'lwc';
import perform from '@salesforce/apex/AdvocacyCardController.perform';
import { formatAmount, parseAmount } from 'c/advocacyMoney';
import { errorWords } from 'c/advocacyWords';

const WORDS = {
  nominate: { title: 'Nominate them', send: 'Nominate' },
  'log-act': { title: 'Log an act', send: 'Log act' },
  'log-ask': { title: 'Log an ask', send: 'Log ask' },
  'suggest-reward': { title: 'Suggest a reward', send: 'Suggest reward' },
};

const WARNINGS = {
  do_not_ask: 'They wish not to be asked. Log only what has already happened, and do not ask again.',
  resting: 'They are resting. Log this only if they were asked all the same: the rest starts anew.',
};

/** The form of one action. Fires `close` when given up, and `done` with the server's answer. */
export default class AdvocacyForm extends LightningElement {
  @api card;
  note = '';
  act = '';
  what = '';
  ask = '';
  day = today();
  amount = '';
  currency = '';
  problem = null;
  busy = false;
  current = null;
  #focused = false;
  /** What failed last and the key it went under: the same again is a retry and keeps the key. */
  #sent = { text: null, key: null };

  @api
  get action() {
    return this.current;
  }
  set action(action) {
    this.current = action;
    this.problem = null;
    this.#focused = false;
  }

  get words() {
    return WORDS[this.current];
  }
  get isAct() {
    return this.current === 'log-act';
  }
  get isAsk() {
    return this.current === 'log-ask';
  }
  get isReward() {
    return this.current === 'suggest-reward';
  }
  get needsNote() {
    return this.current === 'nominate' || this.isAsk;
  }
  /** What a rep should know before logging an ask. */
  get warning() {
    return (
      WARNINGS[this.card.subject.person.status] ??
      'This starts a rest of 30 days: nobody asks them until then.'
    );
  }
  get latestDay() {
    return today();
  }
  get actOptions() {
    return this.card.actions.acts.map(({ type, label }) => ({ value: type, label }));
  }
  get askOptions() {
    return this.card.actions.asks.map(({ kind, label }) => ({ value: kind, label }));
  }
  get currencyOptions() {
    return this.card.actions.currencies.map((code) => ({ value: code, label: code }));
  }
  get chosenCurrency() {
    return this.currency || this.card.actions.currencies[0];
  }
  get amountPreview() {
    const { amount } = parseAmount(this.amount, this.chosenCurrency);
    return amount === undefined ? null : `That is ${formatAmount(amount, this.chosenCurrency)}.`;
  }

  handleChange(event) {
    this[event.target.name] = event.detail.value ?? '';
  }

  handleClose() {
    this.dispatchEvent(new CustomEvent('close'));
  }

  async handleSubmit(event) {
    event.preventDefault();
    if (this.busy) return;
    const { entered, problem } = this.read();
    this.problem = problem ?? null;
    if (entered === undefined) return;
    this.busy = true;
    try {
      const answer = await perform({ action: this.current, details: this.keyed(entered) });
      this.#sent = { text: null, key: null };
      this.dispatchEvent(new CustomEvent('done', { detail: answer, bubbles: true, composed: true }));
    } catch (error) {
      this.problem = errorWords(error);
    } finally {
      this.busy = false;
    }
  }

  /** What was entered, or what is missing. */
  read() {
    if (this.isAct && this.act === '') return { problem: 'Choose what they did.' };
    if (this.isAsk && this.ask === '') return { problem: 'Choose what they were asked for.' };
    if (this.isAct) return this.readAct();
    if (this.isReward) return this.readReward();
    const note = this.note.trim() || null;
    return { entered: this.isAsk ? { ask: this.ask, note } : { note } };
  }

  readAct() {
    const occurredAt = Date.parse(`${this.day}T00:00:00Z`);
    if (Number.isNaN(occurredAt)) return { problem: 'Enter the day it happened.' };
    if (this.day > today()) return { problem: 'Enter a day that has come.' };
    return { entered: { act: this.act, occurredAt } };
  }

  readReward() {
    const act = this.what.trim();
    if (act === '') return { problem: 'Say what it is for.' };
    const { amount, problem } = parseAmount(this.amount, this.chosenCurrency);
    if (problem !== undefined) return { problem };
    return { entered: { act, amount, currencyCode: this.chosenCurrency } };
  }

  keyed(entered) {
    const { record, subject } = this.card;
    const details = { recordId: record.id, contactId: subject.person.contactId, ...entered };
    const text = JSON.stringify([this.current, details]);
    if (this.#sent.text !== text) this.#sent = { text, key: crypto.randomUUID() };
    return { ...details, idempotencyKey: this.#sent.key };
  }

  renderedCallback() {
    if (this.#focused) return;
    this.#focused = true;
    this.template.querySelector('[data-field]')?.focus();
  }
}

/** The day it is, `2026-01-14`, in UTC. */
function today() {
  return new Date().toISOString().slice(0, 10);
}
