import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { ConformanceSet, SetResult } from './conformance-set';
import type { ExecutionStage } from './execution-stage';
import { countCases, findFiles, type VectorFile } from './find-files';
import { findSets } from './find-sets';
import { setKnownDifferencesAside } from './known-differences';
import { readOptions, USAGE } from './options';
import { jsonReport, type SetReport, tally, textReport } from './report';
import { startStage } from './start-stage';

const PASSED = 0;
const FAILED = 1;
const NO_CASES = 2;

async function main(): Promise<number> {
  const options = readOptions();
  const dirs = options.dirs.map((dir) => resolve(dir));
  const missing = dirs.find((dir) => !existsSync(dir));
  if (missing !== undefined) {
    process.stderr.write(`No folder ${missing}. Name one with --vectors DIR or --asl DIR.\n${USAGE}\n`);
    return NO_CASES;
  }
  const files = dirs.flatMap(findFiles);
  const stage = await startStage(options);
  const reports = stage === undefined ? await runAll(files) : await playAll(files, stage);
  process.stdout.write(`${options.json ? jsonReport(reports) : textReport(reports)}\n`);
  const { passed, failed, skipped } = tally(reports);
  if (passed + failed + skipped === 0) {
    process.stderr.write(
      `No case found in ${dirs.join(', ')}: no JSON file there names its kind or format.\n`,
    );
    return NO_CASES;
  }
  return failed === 0 ? PASSED : FAILED;
}

async function runAll(files: readonly VectorFile[]): Promise<SetReport[]> {
  const sets = await findSets();
  const reports: SetReport[] = [];
  // One after the other: scenarios measure time.
  for (const file of files) reports.push(await runFile(file, sets.get(file.kind)));
  return reports;
}

/** Only what executes state machines. */
async function playAll(files: readonly VectorFile[], stage: ExecutionStage): Promise<SetReport[]> {
  try {
    const sets = await findSets();
    const playable = files.filter(({ kind }) => kind === 'asl-case/1');
    const reports = await Promise.all(playable.map((file) => runFile(file, sets.get(file.kind), stage)));
    if (stage.note !== undefined) process.stderr.write(`${stage.note}\n`);
    return reports.filter(
      (report) => tally([report]).passed + report.failed.length + report.skipped.length > 0,
    );
  } finally {
    await stage.close();
  }
}

async function runFile(
  file: VectorFile,
  set: ConformanceSet | undefined,
  stage?: ExecutionStage,
): Promise<SetReport> {
  const context = { dir: dirname(file.path), path: file.path, ...(stage && { stage }) };
  const result = set ? await set.run(file.content, context) : skipAll(file.content);
  return { set: file.name, file: file.path, ...setKnownDifferencesAside(file.name, result) };
}

function skipAll(content: VectorFile['content']): SetResult {
  const skipped = Array.from({ length: countCases(content) }, (_, index) => ({
    id: `#${index + 1}`,
    reason: 'no set runs this kind',
  }));
  return { passed: [], failed: [], skipped };
}

async function runAndExit(): Promise<void> {
  try {
    process.exitCode = await main();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${USAGE}\n`);
    process.exitCode = NO_CASES;
  }
}

void runAndExit();
