export { missInField, PathLimitError, PathMissError, PathSyntaxError, ResultPathMatchError } from './errors';
export { parseJsonPath, type JsonPath } from './json-path';
export { parseReferencePath, type ReferencePath } from './reference-path';
export type { PathScope } from './scope';
