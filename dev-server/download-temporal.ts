import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { EnvHttpProxyAgent, fetch } from 'undici';
import { runCommand } from './run-command';
import { EXE, TEMPORAL_CLI_VERSION } from './temporal-cli';

/** Temporal's own download service; it answers with a redirect to the archive. */
export const DOWNLOAD_URL = 'https://temporal.download';

const ANSWER_WITHIN_MS = 10_000;
const REPORT_EVERY_MS = 5_000;
const MB = 1024 * 1024;

export interface DownloadOptions {
  readonly baseUrl: string;
  /** An empty folder, which archive and binary are put into. */
  readonly dir: string;
  readonly signal: AbortSignal;
  readonly report: (line: string) => void;
}

/** Downloads and unpacks the Temporal CLI (through `HTTPS_PROXY` where that is set). Returns the binary's path. */
export async function downloadTemporal({ baseUrl, dir, signal, report }: DownloadOptions): Promise<string> {
  const arch = process.arch === 'x64' ? 'amd64' : process.arch;
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const url = `${baseUrl}/cli/archive/${TEMPORAL_CLI_VERSION}?platform=${platform}&arch=${arch}`;
  report(`Downloading the Temporal dev server from ${url}`);
  const archive = join(dir, 'archive');
  const dispatcher = new EnvHttpProxyAgent({
    connect: { timeout: ANSWER_WITHIN_MS },
    headersTimeout: ANSWER_WITHIN_MS,
    bodyTimeout: ANSWER_WITHIN_MS,
  });
  try {
    const response = await fetch(url, { dispatcher, signal });
    if (!response.ok || response.body === null) throw new Error(`answered HTTP ${response.status}`);
    const totalBytes = Number(response.headers.get('content-length') ?? 0);
    await pipeline(
      Readable.fromWeb(response.body),
      countBytes((bytes) =>
        report(`  ${megabytes(bytes)}${totalBytes > 0 ? ` of ${megabytes(totalBytes)}` : ''}`),
      ),
      createWriteStream(archive),
      { signal },
    );
  } finally {
    await dispatcher.destroy();
  }
  // bsdtar, which Windows has, unpacks the zip archive of that platform as well.
  await runCommand('tar', ['-xf', archive, '-C', dir, `temporal${EXE}`], { signal });
  return join(dir, `temporal${EXE}`);
}

function countBytes(onProgress: (bytes: number) => void): Transform {
  let bytes = 0;
  let reportedMs = performance.now();
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (performance.now() - reportedMs > REPORT_EVERY_MS) {
        reportedMs = performance.now();
        onProgress(bytes);
      }
      done(null, chunk);
    },
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / MB).toFixed(1)} MB`;
}
