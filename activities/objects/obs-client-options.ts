import type { S3ClientConfig } from '@aws-sdk/client-s3';
import { checkCredentials } from '../../functiongraph/check-auth';
import type { Auth } from '../../functiongraph/credentials';
import { ObjectStoreError } from './object-store-error';
import type { ObsStoreOptions } from './obs-store';

const CONNECT_TIMEOUT_MS = 5_000;
/** Of one request, by the client; what lasts longer is the caller's to wait for. */
const MAX_ATTEMPTS = 3;

/** Says everything that the library would otherwise look for in AWS's own variables and files. */
export function obsClientOptions(options: Required<ObsStoreOptions>): S3ClientConfig {
  const { region, endpoint, pathStyle, auth, timeoutMs } = options;
  return {
    region,
    endpoint,
    forcePathStyle: pathStyle,
    credentials: () => keysOf(auth),
    maxAttempts: MAX_ATTEMPTS,
    retryMode: 'standard',
    requestHandler: {
      connectionTimeout: CONNECT_TIMEOUT_MS,
      requestTimeout: timeoutMs,
      throwOnRequestTimeout: true,
    },
    // Checksums that are newer than the protocol are not understood everywhere.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    defaultsMode: 'standard',
    useDualstackEndpoint: false,
    useFipsEndpoint: false,
    useArnRegion: false,
    disableMultiregionAccessPoints: true,
    disableS3ExpressSessionAuth: true,
    userAgentAppId: 'temporal-functiongraph',
    logger: SILENT,
  };
}

const nothing = () => undefined;
const SILENT = { debug: nothing, info: nothing, warn: nothing, error: nothing };

/** Asked for each request: the provider knows itself what is still good. */
async function keysOf(auth: Auth) {
  const given = typeof auth === 'function' ? await auth() : auth;
  if ('token' in given)
    throw new ObjectStoreError(
      'OBS takes no IAM token. Use a key pair (auth.type aksk) or the keys of an agency (auth.type agency).',
      'Denied',
      false,
    );
  checkCredentials('The object store', given);
  return {
    accessKeyId: given.accessKey,
    secretAccessKey: given.secretKey,
    ...(given.securityToken !== undefined && { sessionToken: given.securityToken }),
    expiration: new Date(),
  };
}
