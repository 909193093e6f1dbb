import { writeFileSync } from 'node:fs';
import { extname } from 'node:path';
import { toMermaid, toSvg } from '../asl/graph';
import { type ExitCode, exitCodes } from './exit-codes';
import { readDefinition } from './read-definition';
import { UsageError } from './usage-error';

export interface GraphCommandOptions {
  readonly output?: string;
  readonly format?: 'svg' | 'mermaid';
}

/** `tfg graph`: the drawing goes to a file, else to standard output. */
export async function drawGraph(file: string, { output, format }: GraphCommandOptions): Promise<ExitCode> {
  const chosen = format ?? formatOf(output);
  const definition = await readDefinition(file);
  const drawing = chosen === 'svg' ? toSvg(definition) : toMermaid(definition);
  if (output === undefined) process.stdout.write(drawing);
  else write(output, drawing);
  return exitCodes.done;
}

const FORMATS: Readonly<Record<string, 'svg' | 'mermaid'>> = {
  '.svg': 'svg',
  '.mmd': 'mermaid',
  '.mermaid': 'mermaid',
};

function formatOf(output: string | undefined): 'svg' | 'mermaid' {
  if (output === undefined) return 'mermaid';
  const format = FORMATS[extname(output).toLowerCase()];
  if (format !== undefined) return format;
  throw new UsageError(
    `--output ${output} does not say the format: end it with .svg, .mmd or .mermaid, or give --format svg or mermaid.`,
  );
}

function write(output: string, drawing: string): void {
  try {
    writeFileSync(output, drawing);
  } catch (error) {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'its folder does not exist' : `it cannot be written (${code})`;
    throw new UsageError(`--output ${output}: ${reason}.`);
  }
}
