import { readFileSync } from 'node:fs';
import { checkStateMachine, type StateMachine } from '../../asl';
import { readDefinition } from '../../asl/read';
import { ConfigurationError } from '../../worker/config/configuration-error';

/** @throws {ConfigurationError} with every error of the definition */
export function readDefinitionFile(path: string): StateMachine {
  const text = readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  const format = path.endsWith('.json') ? 'json' : 'yaml';
  const errors = checkStateMachine(text, { format }).filter(({ severity }) => severity === 'error');
  if (errors.length > 0) {
    throw new ConfigurationError(
      errors.map(({ line, column, message, hint, path: pointer }) => ({
        where: line === undefined ? path : `${path}:${line}:${column}`,
        message: [`${message} (at ${pointer})`, hint].filter((part) => part !== undefined).join(' '),
      })),
    );
  }
  return readDefinition(text, { format }).value as unknown as StateMachine;
}
