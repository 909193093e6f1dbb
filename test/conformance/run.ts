import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ConformanceSet, SetResult } from './conformance-set';
import { countCases, findFiles, type VectorFile } from './find-files';
import { findSets } from './find-sets';
import { setKnownDifferencesAside } from './known-differences';
import { jsonReport, type SetReport, tally, textReport } from './report';

const USAGE = 'usage: npm run conformance -- [--vectors DIR] [--asl DIR] [--json]';
/** Where the cases lie when no folder is named. */
const DEFAULT_FOLDERS = ['../shared/fg-vectors', '../shared/asl-cases'];
const PASSED = 0;
const FAILED = 1;
const NO_CASES = 2;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { vectors: { type: 'string' }, asl: { type: 'string' }, json: { type: 'boolean' } },
  });
  const named = [values.vectors, values.asl].filter((dir) => dir !== undefined);
  const dirs = (named.length > 0 ? named : DEFAULT_FOLDERS).map((dir) => resolve(dir));
  const missing = dirs.find((dir) => !existsSync(dir));
  if (missing !== undefined) {
    process.stderr.write(`No folder ${missing}. Name one with --vectors DIR or --asl DIR.\n${USAGE}\n`);
    return NO_CASES;
  }
  const sets = await findSets();
  const reports: SetReport[] = [];
  for (const file of dirs.flatMap(findFiles)) {
    // One after the other: scenarios measure time.
    reports.push(await runFile(file, sets.get(file.kind)));
  }
  process.stdout.write(`${values.json ? jsonReport(reports) : textReport(reports)}\n`);
  const { passed, failed, skipped } = tally(reports);
  if (passed + failed + skipped === 0) {
    process.stderr.write(
      `No case found in ${dirs.join(', ')}: no JSON file there names its kind or format.\n`,
    );
    return NO_CASES;
  }
  return failed === 0 ? PASSED : FAILED;
}

async function runFile(file: VectorFile, set: ConformanceSet | undefined): Promise<SetReport> {
  const result = set
    ? await set.run(file.content, { dir: dirname(file.path), path: file.path })
    : skipAll(file.content);
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
