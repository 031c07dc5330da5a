/** Configuration for the SDK's request factories: they write requests to `apiUrl`, and the transport sends them. */
export function sdkConfiguration<Server>(
  ServerConfiguration: new (url: string, variables: Record<string, string>) => Server,
  apiUrl: string,
) {
  const baseServer = new ServerConfiguration(apiUrl.replace(/\/$/, ''), {});
  return { baseServer, authMethods: {}, middleware: [], httpApi: { send: neverSent } };
}

function neverSent(): never {
  throw new Error('Requests go out by the transport.');
}
