import { readFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import type { StateMachine } from '../../asl';
import { checkStateMachine, type CheckOptions, type Diagnostic } from '../../asl/check';
import { readDefinition } from '../../asl/read';
import { paintFor } from '../run-view/paint';
import { UsageError } from '../usage-error';
import { showDiagnostic } from '../validate/show-diagnostic';
import { whyUnreadable } from '../why-unreadable';

const FORMATS: Record<string, 'json' | 'yaml'> = { '.json': 'json', '.yaml': 'yaml', '.yml': 'yaml' };

/**
 * A definition's file, as `tfg validate` checks it; its warnings go to standard error.
 * @throws UsageError where it cannot be run, after its errors were written to standard error
 */
export function readPipeline(file: string, check: CheckOptions): StateMachine {
  const text = read(file);
  const format = FORMATS[extname(file).toLowerCase()];
  const form = format === undefined ? {} : { format };
  const diagnostics = checkStateMachine(text, { ...check, ...form });
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  writeDiagnostics(file, text, errors.length > 0 ? errors : diagnostics);
  if (errors.length > 0) {
    const count = errors.length === 1 ? 'an error' : `${errors.length} errors`;
    throw new UsageError(`${file} has ${count}; nothing was started.`);
  }
  return readDefinition(text, form).value as unknown as StateMachine;
}

/** `order-fulfilment` of `pipelines/order-fulfilment.asl.yaml`. */
export function pipelineName(file: string): string {
  return basename(file).replace(/(?:\.asl)?\.(?:json|ya?ml)$/i, '') || 'pipeline';
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new UsageError(`${file}: ${whyUnreadable(error)}.`);
  }
}

function writeDiagnostics(file: string, text: string, diagnostics: readonly Diagnostic[]): void {
  const paint = paintFor(process.stderr);
  for (const diagnostic of diagnostics)
    process.stderr.write(`${showDiagnostic(file, text, diagnostic, paint)}\n\n`);
}
