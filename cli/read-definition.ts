import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import type { StateMachine } from '../asl';
import { type DefinitionFormat, readDefinition as readText } from '../asl/read';
import { UsageError } from './usage-error';
import { whyUnreadable } from './why-unreadable';

const FORMATS: Readonly<Record<string, DefinitionFormat>> = {
  '.json': 'json',
  '.yaml': 'yaml',
  '.yml': 'yaml',
};

/**
 * The state machine of a JSON or YAML file, `-` for standard input; not checked beyond having states. Throws
 * `UsageError` where there is none.
 */
export async function readDefinition(file: string): Promise<StateMachine> {
  const source = file === '-' ? 'standard input' : file;
  const content = file === '-' ? await text(process.stdin) : read(file);
  const format = FORMATS[extname(file).toLowerCase()];
  const { value, problems } = readText(
    content.replace(/^\uFEFF/, ''),
    format === undefined ? {} : { format },
  );
  const [problem] = problems;
  if (value === undefined && problem !== undefined) {
    const { line, column, message } = problem;
    throw new UsageError(`${source}:${line}:${column} cannot be read: ${message.trim()}`);
  }
  if (hasStates(value)) return value;
  throw new UsageError(
    `${source} holds no state machine: there is no object States in it. One begins like this: {"StartAt": "First", "States": {"First": ...}}`,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file}: ${whyUnreadable(error)}.`);
  }
}

function hasStates(value: unknown): value is StateMachine {
  if (typeof value !== 'object' || value === null || !('States' in value)) return false;
  return typeof value.States === 'object' && value.States !== null && !Array.isArray(value.States);
}
