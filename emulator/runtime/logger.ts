import { format } from 'node:util';

export type LogLevel = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';
export type WriteLog = (text: string) => void;

const LEVELS: readonly LogLevel[] = ['DEBUG', 'INFO', 'WARN', 'ERROR'];
/** The platform cuts a log message into lines of this many characters. */
const MAX_LINE_LENGTH = 90 * 1024;

/** `time requestId LEVEL text`, one line per started 90 KB. */
export function logLines(requestId: string, level: LogLevel, text: string): string {
  const time = new Date().toISOString();
  let lines = '';
  for (let start = 0; start === 0 || start < text.length; start += MAX_LINE_LENGTH)
    lines += `${time} ${requestId} ${level} ${text.slice(start, start + MAX_LINE_LENGTH)}\n`;
  return lines;
}

/** What `context.getLogger()` returns. `debug` is silent until `setLevel('DEBUG')`. */
export class Logger {
  private level: LogLevel = 'INFO';

  constructor(
    private readonly requestId: string,
    private readonly write: WriteLog,
  ) {}

  setLevel(level: LogLevel): void {
    if (LEVELS.includes(level)) this.level = level;
  }

  debug(...args: unknown[]): void {
    this.log('DEBUG', args);
  }

  info(...args: unknown[]): void {
    this.log('INFO', args);
  }

  warn(...args: unknown[]): void {
    this.log('WARN', args);
  }

  error(...args: unknown[]): void {
    this.log('ERROR', args);
  }

  private log(level: LogLevel, args: unknown[]): void {
    if (LEVELS.indexOf(level) < LEVELS.indexOf(this.level)) return;
    this.write(logLines(this.requestId, level, format(...args)));
  }
}
