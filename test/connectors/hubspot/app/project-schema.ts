/**
 * What HubSpot's documentation says each component's `config` may hold. The parser fetches such schemas from an
 * account before an upload; here these are served in their place. Unknown fields are refused.
 */
const text = { type: 'string', minLength: 1 };
const url = { type: 'string', pattern: '^https://[a-z0-9.-]+(/|$)' };
const list = (items: unknown) => ({ type: 'array', items });
const exactly = (required: Record<string, unknown>, optional: Record<string, unknown> = {}) => ({
  type: 'object',
  properties: { ...required, ...optional },
  required: Object.keys(required),
  additionalProperties: false,
});

const subscription = (objects: unknown) =>
  exactly({ subscriptionType: text, active: { const: true } }, { objectType: objects, propertyName: text });

export const PROJECT_SCHEMAS = {
  APPLICATION: exactly(
    {
      name: text,
      description: { ...text, maxLength: 8192 },
      distribution: { enum: ['marketplace', 'private'] },
      auth: exactly(
        { type: { const: 'oauth' }, redirectUrls: { ...list(url), minItems: 1 }, requiredScopes: list(text) },
        { optionalScopes: list(text), conditionallyRequiredScopes: list(text) },
      ),
      permittedUrls: exactly({ fetch: list(url) }, { iframe: list(url), img: list(url) }),
      support: exactly({
        supportEmail: { type: 'string', format: 'email' },
        documentationUrl: url,
        supportUrl: url,
        supportPhone: { type: 'string', pattern: '^\\+\\d+$' },
      }),
    },
    { logo: text },
  ),
  CARD: exactly(
    {
      name: text,
      entrypoint: { type: 'string', pattern: '^/app/cards/.+\\.(jsx|tsx)$' },
      location: { enum: ['crm.record.tab', 'crm.record.sidebar', 'crm.preview', 'helpdesk.sidebar'] },
      objectTypes: { ...list(text), minItems: 1 },
    },
    { description: text, previewImage: {} },
  ),
  WEBHOOKS: exactly({
    settings: exactly({ targetUrl: url, maxConcurrentRequests: { type: 'integer', minimum: 6 } }),
    subscriptions: exactly({
      crmObjects: list(subscription({ enum: ['contact', 'company', 'deal'] })),
      legacyCrmObjects: list(subscription(false)),
      hubEvents: list(subscription(false)),
    }),
  }),
  WORKFLOW_ACTION: exactly(
    {
      actionUrl: url,
      isPublished: { type: 'boolean' },
      supportedClients: list(exactly({ client: { enum: ['WORKFLOWS', 'AGENTS'] } })),
      inputFields: list(
        exactly({
          typeDefinition: exactly({ name: text, type: text, fieldType: text }, { options: {} }),
          supportedValueTypes: list({ enum: ['STATIC_VALUE', 'OBJECT_PROPERTY'] }),
          isRequired: { type: 'boolean' },
        }),
      ),
      labels: exactly({
        en: exactly(
          { actionName: text, inputFieldLabels: { type: 'object' } },
          {
            actionDescription: text,
            actionCardContent: text,
            appDisplayName: text,
            inputFieldDescriptions: { type: 'object' },
          },
        ),
      }),
      objectTypes: list({ enum: ['CONTACT', 'COMPANY', 'DEAL'] }),
    },
    { outputFields: {}, executionRules: {}, objectRequestOptions: {} },
  ),
};
