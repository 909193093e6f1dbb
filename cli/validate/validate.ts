import { readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { checkStateMachine, type CheckOptions } from '../../asl/check';
import { functionSettings, loadConfiguration } from '../../worker/config';
import { type ExitCode, exitCodes } from '../exit-codes';
import { paintFor } from '../run-view/paint';
import { whyUnreadable } from '../why-unreadable';
import { type CheckedFile, isValid } from './checked-file';
import { showDiagnostic } from './show-diagnostic';
import { summary } from './summary';

export interface ValidateOptions {
  readonly config?: string;
  readonly strict?: true;
  readonly type: 'standard' | 'express';
  readonly json?: true;
}

/** Checks the files and writes what was found to standard output. */
export function validate(files: readonly string[], options: ValidateOptions): ExitCode {
  const { settings } = loadConfiguration({ file: options.config });
  const checkOptions: CheckOptions = {
    ...(settings.functions !== undefined && { functions: functionSettings(settings) }),
    machineType: options.type === 'express' ? 'EXPRESS' : 'STANDARD',
    strict: options.strict === true,
  };
  const checked = files.map((file) => checkFile(file, checkOptions));
  if (options.json === true) process.stdout.write(`${JSON.stringify(jsonReport(checked))}\n`);
  else process.stdout.write(textReport(checked));
  return checked.every(isValid) ? exitCodes.done : exitCodes.usage;
}

function checkFile(file: string, options: CheckOptions): CheckedFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    return { file, text: '', diagnostics: [], problem: whyUnreadable(error) };
  }
  const format = { '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml' } as const;
  const known = format[extname(file).toLowerCase() as keyof typeof format] as 'json' | 'yaml' | undefined;
  return {
    file,
    text,
    diagnostics: checkStateMachine(text, { ...options, ...(known && { format: known }) }),
  };
}

function jsonReport(checked: readonly CheckedFile[]): object {
  return {
    valid: checked.every(isValid),
    files: checked.map((one) => ({
      file: one.file,
      valid: isValid(one),
      diagnostics: one.diagnostics,
      ...(one.problem !== undefined && { problem: one.problem }),
    })),
  };
}

function textReport(checked: readonly CheckedFile[]): string {
  const paint = paintFor(process.stdout);
  const blocks = checked.flatMap(({ file, text, diagnostics, problem }) => [
    ...(problem === undefined
      ? []
      : [`${paint('bold', file)} ${paint(['bold', 'red'], 'error')}: ${problem}`]),
    ...diagnostics.map((diagnostic) => showDiagnostic(file, text, diagnostic, paint)),
  ]);
  return [...blocks, summary(checked, paint)].map((block) => `${block}\n`).join('\n');
}
