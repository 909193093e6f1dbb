import type * as S3 from '@aws-sdk/client-s3';
import type { Auth } from '../../functiongraph/credentials';
import { checkNames, place } from './object-name';
import { MAX_PAGE_KEYS, type ListOptions, type ObjectPage, type ObjectStore } from './object-store';
import type { ReadOptions, StoredObject, WriteOptions } from './object-store';
import { obsClientOptions } from './obs-client-options';
import { obsFailure } from './obs-failure';
import { streamed } from './streamed';

export interface ObsStoreOptions {
  /** Signed into each request. */
  readonly region: string;
  /** Default `https://obs.{region}.myhuaweicloud.com`. */
  readonly endpoint?: string;
  /** Whether the bucket stands in the path, not in the host's name. Default: true where an endpoint is given, else false. */
  readonly pathStyle?: boolean;
  /** A key pair, temporary or not; OBS takes no IAM tokens. */
  readonly auth: Auth;
  /** The longest silence of the service in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
}

export const DEFAULT_OBS_TIMEOUT_MS = 30_000;

/** `https://obs.<region>.myhuaweicloud.com` */
export function obsEndpoint(region: string): string {
  return `https://obs.${region}.myhuaweicloud.com`;
}

interface Loaded {
  readonly library: typeof S3;
  readonly client: S3.S3Client;
}

/** Huawei Cloud OBS, or anything else that speaks S3. The client library is loaded with the first request. */
export class ObsStore implements ObjectStore {
  readonly name: string;
  readonly #options: ObsStoreOptions;
  #loaded: Loaded | undefined;

  constructor(options: ObsStoreOptions) {
    this.#options = options;
    this.name = `OBS at ${new URL(options.endpoint ?? obsEndpoint(options.region)).origin}`;
  }

  async read(bucket: string, key: string, options: ReadOptions = {}): Promise<StoredObject> {
    checkNames(bucket, key);
    const { fromByte = 0, etag, signal } = options;
    const where = place(this.name, bucket, key);
    const answer = await this.send(where, signal, ({ library, client }, abort) =>
      client.send(
        new library.GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ...(fromByte > 0 && { Range: `bytes=${fromByte}-` }),
          ...(etag !== undefined && { IfMatch: etag }),
        }),
        abort,
      ),
    );
    const idleMs = this.#options.timeoutMs ?? DEFAULT_OBS_TIMEOUT_MS;
    return {
      ...(answer.ETag !== undefined && { etag: answer.ETag }),
      chunks: streamed(answer.Body, { where, idleMs, signal }),
    };
  }

  /** Asks in the older of S3's two ways, which everything understands. */
  async list(bucket: string, options: ListOptions = {}): Promise<ObjectPage> {
    checkNames(bucket);
    const { prefix, after, maxKeys = MAX_PAGE_KEYS, signal } = options;
    const answer = await this.send(place(this.name, bucket), signal, ({ library, client }, abort) =>
      client.send(
        new library.ListObjectsCommand({
          Bucket: bucket,
          MaxKeys: maxKeys,
          ...(prefix !== undefined && { Prefix: prefix }),
          ...(after !== undefined && { Marker: after }),
        }),
        abort,
      ),
    );
    const objects = (answer.Contents ?? []).map(({ ETag, Key, LastModified, Size, StorageClass }) => ({
      Etag: ETag ?? '',
      Key: Key ?? '',
      LastModified: Math.floor((LastModified?.getTime() ?? 0) / 1000),
      Size: Size ?? 0,
      StorageClass: StorageClass ?? 'STANDARD',
    }));
    return { objects, more: answer.IsTruncated === true };
  }

  async write(bucket: string, key: string, body: string, options: WriteOptions = {}): Promise<void> {
    checkNames(bucket, key);
    const { contentType = 'application/json', signal } = options;
    await this.send(place(this.name, bucket, key), signal, ({ library, client }, abort) =>
      client.send(
        new library.PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }),
        abort,
      ),
    );
  }

  close(): void {
    this.#loaded?.client.destroy();
    this.#loaded = undefined;
  }

  private async send<T>(
    where: string,
    signal: AbortSignal | undefined,
    request: (loaded: Loaded, abort: { abortSignal?: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    this.#loaded ??= load(this.#options);
    try {
      return await request(this.#loaded, signal === undefined ? {} : { abortSignal: signal });
    } catch (error) {
      signal?.throwIfAborted();
      throw obsFailure(where, error);
    }
  }
}

function load(options: ObsStoreOptions): Loaded {
  const library = require('@aws-sdk/client-s3') as typeof S3;
  const { region, auth, pathStyle = options.endpoint !== undefined } = options;
  const { endpoint = obsEndpoint(region), timeoutMs = DEFAULT_OBS_TIMEOUT_MS } = options;
  const clientOptions = obsClientOptions({ region, auth, endpoint, pathStyle, timeoutMs });
  return { library, client: withoutAdvice(() => new library.S3Client(clientOptions)) };
}

const ADVICE = 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED';

/** The library says on stderr which version of Node.js "AWS services" will need: not what a worker's log is for. */
function withoutAdvice<T>(make: () => T): T {
  const before = process.env[ADVICE];
  process.env[ADVICE] = 'true';
  try {
    return make();
  } finally {
    if (before === undefined) delete process.env[ADVICE];
    else process.env[ADVICE] = before;
  }
}
