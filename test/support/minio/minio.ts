import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '#dist/dev-server/free-port';
import { startGuarded } from '#dist/dev-server/guarded-process';
import { openLog } from '#dist/dev-server/server-log';
import { ObsStore } from 'temporal-functiongraph';
import { until } from '../until';
import { findMinio } from './find-minio';

/** Time for building the server, where this machine does not have it. */
export const BUILD_MS = 600_000;

export interface Minio {
  readonly endpoint: string;
  readonly auth: { readonly accessKey: string; readonly secretKey: string };
  /** A store with the server's own keys, or others. */
  store(auth?: { accessKey: string; secretKey: string; securityToken?: string }): ObsStore;
  /** Makes a bucket of a new name. */
  bucket(): string;
  stop(): Promise<void>;
}

/** Starts an S3 server on a free port, which ends with `stop` or with this process. */
export async function startMinio(): Promise<Minio> {
  const executable = await findMinio();
  const folder = mkdtempSync(join(tmpdir(), 'minio-'));
  const port = await freePort();
  const endpoint = `http://127.0.0.1:${port}`;
  const auth = { accessKey: `key-${randomUUID()}`, secretKey: randomUUID() };
  const log = openLog();
  const env = {
    ...process.env,
    MINIO_ROOT_USER: auth.accessKey,
    MINIO_ROOT_PASSWORD: auth.secretKey,
    MINIO_BROWSER: 'off',
  };
  const args = ['server', folder, '--address', `127.0.0.1:${port}`, '--json'];
  const server = startGuarded(executable, args, log, env);
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until(async () => {
      if (server.hasEnded()) throw new Error(`MinIO did not start: ${log.tail()}`);
      return isReady(endpoint);
    });
  } catch (error) {
    await stop();
    throw error;
  } finally {
    log.close();
  }
  server.unref();
  const store: Minio['store'] = (own = auth) => new ObsStore({ region: 'cn-north-4', endpoint, auth: own });
  const bucket = () => {
    const name = `b-${randomUUID()}`;
    // The server takes a folder of its drive for a bucket.
    mkdirSync(join(folder, name));
    return name;
  };
  return { endpoint, auth, store, bucket, stop };
}

async function isReady(endpoint: string): Promise<boolean> {
  try {
    return (await fetch(`${endpoint}/minio/health/ready`)).ok;
  } catch {
    return false;
  }
}
