import { type Coverage, coverageOf } from '../../asl';
import { ConfigurationError } from '../../worker/config/configuration-error';
import { type CaseReport, runCase } from './run-case';
import { readTestFile } from './read-test-file';

export interface FileReport {
  readonly file: string;
  /** Why nothing of it was run. */
  readonly unusable?: readonly string[];
  readonly definition?: string;
  readonly cases: readonly CaseReport[];
  readonly coverage?: Coverage;
}

/** Runs the cases of one file, one after the other. */
export async function runFile(path: string): Promise<FileReport> {
  try {
    const file = readTestFile(path);
    const runs = [];
    for (const given of file.cases) runs.push(await runCase(file, given));
    return {
      file: path,
      definition: file.definitionPath,
      cases: runs.map(({ report }) => report),
      coverage: coverageOf(
        file.definition,
        runs.map(({ visits }) => visits),
      ),
    };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { file: path, unusable: error.messages, cases: [] };
  }
}
