import type { Command } from 'commander';
import type { Finish } from '../run';
import type { TestCommandOptions } from '../test/test-command';

export function registerTest(program: Command, finish: Finish): void {
  program
    .command('test')
    .argument('[path...]', 'test files (*.test.yaml), or folders that hold some (default: this folder)')
    .summary('test state machines without a server')
    .description(
      'Runs the cases of *.test.yaml files: each runs a state machine with scripted replies in place of its ' +
        'functions, in virtual time, and compares what came of it.',
    )
    .option('--json', 'print one JSON document instead of the report')
    .addHelpText(
      'after',
      `
A test file:
  definition: order.asl.yaml      # default: order.asl.yaml, .yml or .json beside order.test.yaml
  replies:                        # of all cases, by state, path (Items[2]/Charge) or function
    Ship: { output: { parcel: 9 } }
  cases:
    - name: a paid order is shipped
      input: { amount: 3 }
      replies:
        Charge:                   # a list is used up in order
          - { error: Busy }
          - { output: { id: 7 }, delay: 2s }
      expect:
        output: { parcel: 9 }
        visited: [Charge, Ship]

A reply is one of output, error (with cause, names, executed, transient), echo: true, hang: true; and may have
input (only for calls with this input), delay, heartbeat. For a task with a token it is what its callback brings.
Expected are any of status, output, error, cause, visited, calls, elapsed. Matchers in them: { $any: true },
{ $type: string }, { $regex: "^a" }, { $includes: ... }, { $json: ... }.

Examples:
  tfg test                        # all test files in and below this folder
  tfg test pipelines/order.test.yaml
  tfg test --json | jq '.files[].coverage.transitions.missed'

Exit codes: 0 all passed, 1 a case failed, 2 a test file or a definition cannot be used, or none was found.`,
    )
    .action(async (paths: string[], options: TestCommandOptions) => {
      const { runTests } = await import('../test/test-command.js');
      finish(await runTests(paths, options));
    });
}
