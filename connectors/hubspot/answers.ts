import { BasicApiResponseProcessor } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BasicApi.js';
import { BatchApiResponseProcessor } from '@hubspot/api-client/lib/codegen/crm/objects/apis/BatchApi.js';
import { SearchApiResponseProcessor } from '@hubspot/api-client/lib/codegen/crm/objects/apis/SearchApi.js';
import { HttpInfo, type ResponseContext } from '@hubspot/api-client/lib/codegen/crm/objects/http/http.js';

// The SDK's own reading of an answer copies each record property by property, which was most of what a page cost.
// The answers stay as they were sent instead, and are checked against our schema.

export class PageAnswers extends BasicApiResponseProcessor {
  override getPageWithHttpInfo = asSent;
}

export class BatchAnswers extends BatchApiResponseProcessor {
  override readWithHttpInfo = asSent;
}

export class SearchAnswers extends SearchApiResponseProcessor {
  override doSearchWithHttpInfo = asSent;
}

/** The transport gives 2xx alone. What is no JSON throws, as it does in the SDK. */
async function asSent<Answer>({ httpStatusCode, headers, body }: ResponseContext): Promise<HttpInfo<Answer>> {
  return new HttpInfo<Answer>(httpStatusCode, headers, body, JSON.parse(await body.text()));
}
