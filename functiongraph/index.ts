export { FunctionGraphClient } from './client';
export type { FunctionGraphClientOptions } from './client-options';
export {
  agencyCredentials,
  type AgencyCredentialsOptions,
  type Auth,
  type Credentials,
  type CredentialsProvider,
  type Expiring,
  passwordCredentials,
  type PasswordCredentialsOptions,
  refreshed,
  type RefreshedOptions,
  type TokenCredentials,
} from './credentials';
export { ERROR_TABLE, type ErrorRow, findRow, verdictOf } from './errors/error-table';
export { FAILURE_GROUPS, type FailureGroup } from './errors/failure-groups';
export { failureNames, type NamedFailure } from './errors/failure-names';
export { OWN_FAILURES, type OwnFailure } from './errors/own-failures';
export type { Verdict } from './errors/verdict';
export { verdictByNumber } from './errors/verdict-by-number';
export { verdictByStatus } from './errors/verdict-by-status';
export {
  type Executed,
  type FunctionError,
  FunctionGraphError,
  type FunctionGraphErrorFields,
} from './function-graph-error';
export { formatFunctionUrn, type FunctionUrn, parseFunctionUrn, type UrnDefaults } from './function-urn';
export type {
  AsyncInvocation,
  FunctionInvoker,
  Invocation,
  InvocationSummary,
  InvokeAsyncOptions,
  InvokeOptions,
} from './invocation';
export { canonicalHeaders, type HeaderList, signedHeaders } from './signing/canonical-headers';
export { canonicalQuery } from './signing/canonical-query';
export { type CanonicalParts, canonicalRequest } from './signing/canonical-request';
export { canonicalUri } from './signing/canonical-uri';
export { type RequestToSign, signRequest } from './signing/sign-request';
export { ALGORITHM, sha256Hex, signature, stringToSign } from './signing/signature';
