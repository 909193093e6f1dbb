import { Console } from 'node:console';
import { Writable } from 'node:stream';
import { type LogLevel, logLines, type WriteLog } from './logger';

/** Sends `console.*` and direct writes to stdout and stderr into the function's log. */
export function captureOutput(requestId: () => string, write: WriteLog): void {
  const sink = (level: LogLevel): Writable =>
    new Writable({
      decodeStrings: false,
      write(chunk: string | Buffer, _encoding, done) {
        write(logLines(requestId(), level, String(chunk).replace(/\n$/, '')));
        done();
      },
    });
  const info = new Console(sink('INFO'), sink('ERROR'));
  const warn = new Console(sink('WARN'));
  const debug = new Console(sink('DEBUG'));
  Object.assign(globalThis.console, info, { warn: warn.log.bind(warn), debug: debug.log.bind(debug) });
  for (const stream of [process.stdout, process.stderr])
    stream.write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      write(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString());
      const done = rest.at(-1);
      if (typeof done === 'function') process.nextTick(done);
      return true;
    };
}
