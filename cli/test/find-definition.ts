import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { ConfigurationError } from '../../worker/config/configuration-error';

const ENDINGS = ['.asl.yaml', '.asl.yml', '.asl.json', '.yaml', '.yml', '.json'];

/** The definition that a test file names, or the one beside it that has its name. */
export function findDefinition(testFile: string, named: string | undefined): string {
  const stem = testFile.replace(/\.test\.ya?ml$/, '');
  const candidates =
    named === undefined ? ENDINGS.map((ending) => stem + ending) : [join(dirname(testFile), named)];
  const found = candidates.find((path) => existsSync(path) && resolve(path) !== resolve(testFile));
  if (found !== undefined) return found;
  const message =
    named === undefined
      ? `there is no ${stem}.asl.yaml beside it. Name the state machine with "definition: FILE".`
      : `there is no file ${candidates[0]}, which "definition" names.`;
  throw new ConfigurationError([{ where: testFile, message }]);
}
