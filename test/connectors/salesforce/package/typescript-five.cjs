// The ESLint of Code Analyzer reads TypeScript's own interface, which the TypeScript this project is compiled with no
// longer has; the engine brings one that has it, and all that it loads is given that one.
const Module = require('node:module');

const engine = Module.createRequire(require.resolve('@salesforce/code-analyzer-eslint-engine'));
const five = engine.resolve('typescript');
const { _resolveFilename: resolve } = Module;

Module['_resolveFilename'] = function resolveFilename(request, ...rest) {
  return request === 'typescript' ? five : resolve.call(this, request, ...rest);
};
