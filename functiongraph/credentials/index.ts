export { agencyCredentials, type AgencyCredentialsOptions } from './agency';
export type { Auth, Credentials, CredentialsProvider, TokenCredentials } from './credentials';
export { passwordCredentials, type PasswordCredentialsOptions } from './password';
export { type Expiring, refreshed, type RefreshedOptions } from './refreshed';
