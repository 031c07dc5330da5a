import { createElement } from 'lwc';
import hasSigningSecret from '@salesforce/apex/GroundswellSetup.hasSigningSecret';
import saveSigningSecret from '@salesforce/apex/GroundswellSetup.saveSigningSecret';
import GroundswellSetup from 'c/groundswellSetup';

jest.mock('@salesforce/apex/GroundswellSetup.hasSigningSecret', () => ({ default: jest.fn() }), {
  virtual: true,
});
jest.mock('@salesforce/apex/GroundswellSetup.saveSigningSecret', () => ({ default: jest.fn() }), {
  virtual: true,
});

afterEach(() => document.body.replaceChildren());

async function draw() {
  const element = createElement('c-groundswell-setup', { is: GroundswellSetup });
  document.body.appendChild(element);
  await settled();
  return element.shadowRoot;
}

async function settled() {
  for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
}

async function save(root, value) {
  root.querySelector('lightning-input').dispatchEvent(new CustomEvent('change', { detail: { value } }));
  root.querySelector('form').dispatchEvent(new CustomEvent('submit', { cancelable: true }));
  await settled();
}

it.each([
  [true, 'A signing secret is in place.'],
  [false, 'No signing secret yet'],
])('says whether there is a secret: %p', async (has, words) => {
  hasSigningSecret.mockResolvedValue(has);
  const root = await draw();
  expect(root.querySelector('[role="status"]').textContent).toContain(words);
});

it('saves a secret and does not keep it on the page', async () => {
  hasSigningSecret.mockResolvedValue(false);
  saveSigningSecret.mockResolvedValue(null);
  const root = await draw();
  await save(root, 'the secret');
  expect(saveSigningSecret).toHaveBeenCalledWith({ secret: 'the secret' });
  expect(root.querySelector('[role="status"]').textContent).toBe('The signing secret is saved.');
  expect(root.querySelector('lightning-input').value).toBe('');
  expect(root.querySelector('lightning-input').type).toBe('password');
});

it('says why it was refused', async () => {
  hasSigningSecret.mockResolvedValue(false);
  saveSigningSecret.mockRejectedValue({ body: { message: 'That is not a signing secret.' } });
  const root = await draw();
  await save(root, 'short');
  expect(root.querySelector('[role="alert"]').textContent).toBe('That is not a signing secret.');
});

it('says that only an admin may be here', async () => {
  hasSigningSecret.mockRejectedValue({ body: { message: 'You need Groundswell Admin.' } });
  const root = await draw();
  expect(root.querySelector('[role="alert"]').textContent).toBe('You need Groundswell Admin.');
});
