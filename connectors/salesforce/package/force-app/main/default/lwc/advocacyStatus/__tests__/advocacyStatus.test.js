import { createElement } from 'lwc';
import AdvocacyStatus from 'c/advocacyStatus';

it('is a badge that says the status in words', () => {
  const element = Object.assign(createElement('c-advocacy-status', { is: AdvocacyStatus }), {
    status: 'do_not_ask',
  });
  document.body.appendChild(element);
  const badge = element.shadowRoot.querySelector('.slds-badge');
  expect(badge.textContent).toBe('Do not ask');
  expect(badge.className).toContain('slds-theme_error');
});
