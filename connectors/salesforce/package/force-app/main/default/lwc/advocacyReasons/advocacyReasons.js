import { LightningElement, api } from 'lwc';
import { formatAge, formatPoints, safeUrl } from 'c/advocacyWords';

/** Why somebody has the propensity they have: lines that add up to it, or what is known where that is too little. */
export default class AdvocacyReasons extends LightningElement {
  @api reasons = [];
  @api more = 0;
  /** What is missing before there is a score; null where enough is known. */
  @api shortfall = null;

  get isScored() {
    return !this.shortfall;
  }

  get heading() {
    return this.isScored ? 'Why' : 'What is known';
  }

  get lines() {
    const now = Date.now();
    return this.reasons.map(({ label, at, points, sourceUrl }, index) => ({
      key: `${index}`,
      label,
      age: formatAge(at, now),
      points: formatPoints(points),
      pointsClass: points < 0 ? 'points against' : 'points',
      url: safeUrl(sourceUrl),
    }));
  }

  get isEmpty() {
    return this.reasons.length === 0;
  }

  get moreText() {
    return this.more > 0 ? `and ${this.more} more` : null;
  }
}
