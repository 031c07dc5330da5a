import { Field, SelectField, type Refused } from '#server/console/parts/field.tsx';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import type { ProviderView } from '#server/workspace/fulfilment/providers.ts';

interface FieldsProps {
  of: ProviderView;
  form: string;
  refused: Refused | null;
}

/** What an admin sets of Tremendous. */
export function TremendousFields({ of, form, refused }: FieldsProps) {
  const common = { form, refused };
  const environment = refused?.values['environment'] ?? of.settings['environment'] ?? 'sandbox';
  return (
    <>
      <SelectField {...common} name="environment" label="Environment">
        <option value="sandbox" selected={environment === 'sandbox'}>
          Sandbox, no real money
        </option>
        <option value="production" selected={environment === 'production'}>
          Production
        </option>
      </SelectField>
      <div class="two-fields">
        <Field
          {...common}
          name="campaign"
          label="Campaign"
          hint="Its id says which gifts people may choose from."
          required
          maxlength={100}
          value={of.settings['campaign'] ?? ''}
        />
        <Field
          {...common}
          name="fundingSource"
          label="Funding source"
          hint="An id, or balance."
          required
          maxlength={100}
          value={of.settings['fundingSource'] ?? 'balance'}
        />
      </div>
      <div class="two-fields">
        <Secret {...common} of={of} name="apiKey" label="API key" />
        <Secret {...common} of={of} name="webhookKey" label="Private key of the webhook" />
      </div>
    </>
  );
}

/** What an admin sets of the company’s own system. */
export function WebhookFields({ of, form, refused }: FieldsProps) {
  const common = { form, refused };
  return (
    <div class="two-fields">
      <Field
        {...common}
        name="url"
        label="Address"
        hint="https, reached from outside."
        required
        maxlength={2000}
        value={of.settings['url'] ?? ''}
      />
      <Secret {...common} of={of} name="secret" label="Signing secret" />
    </div>
  );
}

function Secret({ of, name, label, form, refused }: FieldsProps & { name: string; label: string }) {
  const isSet = of.secrets.some((secret) => secret.name === name && secret.isSet);
  // What was typed is not sent back, not even after a refusal.
  const shown = refused === null ? null : { ...refused, values: { ...refused.values, [name]: '' } };
  return (
    <Field
      form={form}
      refused={shown}
      name={name}
      label={label}
      type="password"
      autocomplete="new-password"
      maxlength={500}
      hint={isSet ? 'Set. Leave it empty to keep it.' : 'Not set yet.'}
    />
  );
}

/** Where a provider tells us what becomes of orders. */
export function CallbackHint({ name, publicUrl }: { name: ProviderName; publicUrl: string }) {
  const path = name === 'tremendous' ? 'tremendous' : 'fulfilment';
  return (
    <p class="quiet">
      It tells us what becomes of orders at{' '}
      <bdi>
        {publicUrl}
        <wbr />
        /webhooks/
        <wbr />
        {path}
      </bdi>
    </p>
  );
}
