import { type Command, Option } from 'commander';
import type { GraphCommandOptions } from '../draw-graph';
import type { Finish } from '../run';

export function registerGraph(program: Command, finish: Finish): void {
  program
    .command('graph')
    .argument('<file>', 'definition of a state machine, JSON or YAML; - for standard input')
    .summary('draw a state machine')
    .description(
      'Draws a state machine: states by type, choices with their conditions, errors as dashed lines. Wrong definitions ' +
        'are drawn too, with what is missing in them. Nothing is sent.',
    )
    .option('-o, --output <file>', 'where to write; .svg, .mmd and .mermaid say the format')
    .addOption(
      new Option(
        '--format <format>',
        "picture, or text for Markdown pages (default: by the output's name, else mermaid)",
      ).choices(['svg', 'mermaid']),
    )
    .addHelpText(
      'after',
      `
Examples:
  tfg graph order.yaml --output order.svg
  tfg graph order.json --format svg > order.svg
  tfg graph order.json`,
    )
    .action(async (file: string, options: GraphCommandOptions) => {
      const { drawGraph } = await import('../draw-graph.js');
      finish(await drawGraph(file, options));
    });
}
