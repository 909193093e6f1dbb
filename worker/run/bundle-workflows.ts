import { bundleWorkflowCode, type BundleOptions } from '@temporalio/worker';

const quiet = () => undefined;

/** Bundles quietly: what webpack has to say goes into the error where it fails, and nowhere where it does not. */
export async function bundleWorkflows(options: Omit<BundleOptions, 'logger'>): Promise<string> {
  const failures: string[] = [];
  const note = (text: string) => {
    failures.push(...webpackErrors(text));
  };
  const logger = { log: quiet, trace: quiet, debug: quiet, info: quiet, warn: quiet, error: note };
  try {
    return (await bundleWorkflowCode({ ...options, logger })).code;
  } catch (error) {
    if (failures.length === 0) throw error;
    throw new Error(failures.join('\n'), { cause: error });
  }
}

const SHOWN_LINES = 8;
/** Empty lines, stacks of webpack's own code, and advice for people who configure webpack. */
const NOISE = /^\s*$|^\s+at |^Webpack supports|^You may need/;

/** The beginnings of webpack's errors: where, and what. The way in which it looked for a module says little more. */
function webpackErrors(text: string): string[] {
  return text
    .split(/^ERROR in /m)
    .slice(1)
    .map((error) => {
      const lines = error.split('\n').filter((line) => !NOISE.test(line));
      const lookups = lines.findIndex((line) => line.startsWith('resolve '));
      return lines.slice(0, lookups === -1 ? SHOWN_LINES : lookups).join('\n');
    });
}
