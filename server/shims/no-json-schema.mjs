// zod turns schemas into JSON Schema and back; our API description is made elsewhere, and a Worker has to stay small.
const unavailable = () => () => {
  throw new Error('JSON Schema is not part of this Worker');
};
export const createToJSONSchemaMethod = unavailable;
export const createStandardJSONSchemaMethod = unavailable;
export const extractDefs = unavailable;
export const finalize = unavailable;
export const fromJSONSchema = unavailable;
export const handleUnrepresentable = unavailable;
export const initializeContext = unavailable;
export const JSONSchemaGenerator = unavailable;
export const processSchema = unavailable;
