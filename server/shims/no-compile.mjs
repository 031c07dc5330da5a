// zod can compile schemas to functions by eval, which a Worker may not do.
const unavailable = () => {
  throw new Error('Compiled schemas are not part of this Worker');
};
export const compile = unavailable;
export const INVALID = Symbol.for('zod.compile.invalid');
export const withParser = unavailable;
export const ZodCompileAsyncError = unavailable;
export const ZodCompileUnsupportedError = unavailable;
