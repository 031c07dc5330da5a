import { LightningElement, api } from 'lwc';
import { formatAge, formatDay, formatPercent, safeUrl, vendorWords } from 'c/advocacyWords';

/** Who somebody is as an advocate: status, the three numbers, why, and what may be done when. */
export default class AdvocacyPerson extends LightningElement {
  @api person;

  get role() {
    const { title, company } = this.person;
    return [title, company].filter(Boolean).join(', ') || null;
  }

  get barStyle() {
    return `inline-size: ${Math.min(100, Math.max(0, this.person.propensity))}%`;
  }

  get confidence() {
    return formatPercent(this.person.confidence);
  }

  get readiness() {
    const { open, total } = this.person.readiness;
    return `${open} of ${total}`;
  }

  get readinessNote() {
    const { open, total } = this.person.readiness;
    return open === total ? 'may be asked now' : 'not to be asked now';
  }

  get closedGates() {
    return this.person.readiness.closed;
  }

  get isClosed() {
    return this.person.readiness.closed.length > 0;
  }

  get lastAsked() {
    return this.dayOr(this.person.lastAskedAt, 'Never, as far as we know');
  }

  get lastAct() {
    return this.dayOr(this.person.lastActAt, 'None yet');
  }

  get nextFree() {
    const { nextAskAt, status, readiness } = this.person;
    const now = Date.now();
    if (status === 'do_not_ask') return 'Not at all';
    if (nextAskAt !== null && nextAskAt > now) return `From ${formatDay(nextAskAt, now)}`;
    return readiness.open === readiness.total ? 'Now' : 'Once the above is settled';
  }

  get owner() {
    return this.person.owner ?? 'Nobody';
  }

  get otherRecords() {
    return this.person.records.map(({ vendor, id, url }) => ({
      key: `${vendor}-${id}`,
      label: `${vendorWords(vendor)} ${id}`,
      url: safeUrl(url),
    }));
  }

  get hasOtherRecords() {
    return this.person.records.length > 0;
  }

  get consoleUrl() {
    return safeUrl(this.person.consoleUrl);
  }

  dayOr(at, otherwise) {
    return at === null ? otherwise : formatAge(at, Date.now());
  }
}
