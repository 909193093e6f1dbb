import { type ExitCode, exitCodes } from '../exit-codes';
import { paintFor } from '../run-view/paint';
import { UsageError } from '../usage-error';
import { findTestFiles } from './find-test-files';
import { type FileReport, runFile } from './run-file';
import { fileText, summaryText, tally } from './test-report';

export interface TestCommandOptions {
  readonly json?: true;
}

/** Runs the test files, and writes the report to standard output. */
export async function runTests(paths: readonly string[], { json }: TestCommandOptions): Promise<ExitCode> {
  const files = findTestFiles(paths.length === 0 ? ['.'] : paths);
  if (files.length === 0) {
    throw new UsageError(
      `No test file found in ${paths.length === 0 ? 'this folder' : paths.join(', ')}. ` +
        'Their names end with .test.yaml; tfg test --help shows one.',
    );
  }
  const began = performance.now();
  const paint = paintFor(process.stdout);
  const reports: FileReport[] = [];
  for (const file of files) {
    const report = await runFile(file);
    reports.push(report);
    if (json !== true) process.stdout.write(`${fileText(report, paint)}\n\n`);
  }
  const durationMs = Math.round(performance.now() - began);
  const sums = tally(reports);
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ ...sums, durationMs, files: reports })}\n`
      : `${summaryText(reports, durationMs, paint)}\n`,
  );
  if (sums.unusable > 0) return exitCodes.usage;
  return sums.failed > 0 ? exitCodes.failed : exitCodes.done;
}
