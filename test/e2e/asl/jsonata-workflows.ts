import { workflowInfo } from '@temporalio/workflow';
import { compileJsonata } from '#dist/asl/jsonata/index';

/** What became of each expression. */
export async function evaluateAll(expressions: string[], states: unknown): Promise<unknown[]> {
  const scope = {
    variables: { states },
    nowMs: workflowInfo().startTime.getTime(),
    random: () => 0.5,
    uuid: () => 'an id',
  };
  return expressions.map((expression) => {
    try {
      const value = compileJsonata(expression).evaluate(scope);
      return value === undefined ? 'undefined' : { value };
    } catch (error) {
      const { name, code } = error as Error & { code: string };
      return `${name} ${code}`;
    }
  });
}
