import { Connection } from 'jsforce/lib/connection.js';
import type { Transport as SdkTransport } from 'jsforce/lib/transport.js';
import type { HttpRequest, HttpResponse } from 'jsforce/lib/types/index.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import { createLazyStream } from 'jsforce/lib/util/stream.js';
import type { Transport, VendorResponse } from './transport.ts';

/** jsforce's Connection to one org, sending by `transport`: that adds the token, the SDK knows none. */
export class SdkConnection extends Connection {
  readonly #send: Transport;

  constructor(apiUrl: string, version: string, send: Transport) {
    super({ instanceUrl: new URL(apiUrl).origin, version });
    this.#send = send;
  }

  /** Every call of the SDK comes through here. */
  override request<R = unknown>(request: string | HttpRequest, options: object = {}): StreamPromise<R> {
    return super.request<R>(request, { transport: new FetchTransport(this.#send), ...options });
  }

  /** GETs a path as text, with the headers of the answer, which the SDK keeps to itself. */
  async text(path: string, accept: string): Promise<VendorResponse> {
    const answers: VendorResponse[] = [];
    const keeping = new FetchTransport(async (request) => {
      const answer = await this.#send(request);
      answers.push(answer);
      return answer;
    });
    const options = { transport: keeping, responseType: 'text/plain' };
    await this.request({ method: 'GET', url: path, headers: { accept } }, options);
    const [answer] = answers;
    if (!answer) throw new Error('the SDK answered without a call');
    return answer;
  }
}

/** The SDK's own transport repeats calls by its own rules, follows redirects with the token, and waits half an hour. */
class FetchTransport implements Pick<SdkTransport, 'httpRequest'> {
  readonly #send: Transport;

  constructor(send: Transport) {
    this.#send = send;
  }

  httpRequest({ method, url, headers = {}, body }: HttpRequest): StreamPromise<HttpResponse> {
    const answer = this.#send({ method, url, headers, body: typeof body === 'string' ? body : null });
    return StreamPromise.create(() => ({
      // Nothing is read from it: answers come whole.
      stream: createLazyStream().stream,
      promise: answer.then(({ status, headers: answered, text }) => ({
        statusCode: status,
        headers: answered,
        body: text,
      })),
    }));
  }
}
