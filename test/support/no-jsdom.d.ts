// The test runner's optional types would bring a browser's globals into every file of the server.
declare const none: unique symbol;
export type Nothing = typeof none;
