import type { Transport, VendorRequest } from './transport.ts';

/** What each generated part of the SDK exports alike, though with types of its own. */
interface SdkPart<Request extends VendorRequest, Response, Library, Server, Configuration> {
  ServerConfiguration: new (url: string, variables: Record<string, string>) => Server;
  ResponseContext: new (status: number, headers: Record<string, string>, body: ResponseBody) => Response;
  wrapHttpLibrary: (library: { send(request: Request): Promise<Response> }) => Library;
  createConfiguration: (parts: { baseServer: Server; httpApi: Library }) => Configuration;
}
interface ResponseBody {
  text(): Promise<string>;
  binary(): Promise<never>;
}

/** Configuration that makes one generated part of the SDK send through `transport` to `apiUrl`. */
export function sdkConfiguration<Request extends VendorRequest, Response, Library, Server, Configuration>(
  part: SdkPart<Request, Response, Library, Server, Configuration>,
  apiUrl: string,
  transport: Transport,
): Configuration {
  const send = async (request: Request): Promise<Response> => {
    const { status, headers, text } = await transport(request);
    const body = { text: async () => text, binary: () => Promise.reject(new Error('HubSpot sends text')) };
    return new part.ResponseContext(status, headers, body);
  };
  return part.createConfiguration({
    baseServer: new part.ServerConfiguration(apiUrl.replace(/\/$/, ''), {}),
    httpApi: part.wrapHttpLibrary({ send }),
  });
}
