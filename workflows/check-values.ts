import type { InvokeReply } from '../activities/wire';
import { checkSchema } from './check-schema';
import type { StandardSchema } from './standard-schema';
import { refusal, stepFailure } from './step-failure';

/** What the schema makes of an input. */
export function checkInput(name: string, schema: StandardSchema, input: unknown): unknown {
  const checked = checkSchema(schema, input);
  if ('value' in checked) return checked.value;
  throw refusal(
    'InvalidRequest',
    'INVALID_INPUT',
    `${name}: the input does not fit its schema: ${checked.problem}`,
  );
}

/** What the schema makes of an output; its failure says that the function ran. */
export function checkOutput<Output>(
  name: string,
  schema: StandardSchema<unknown, Output>,
  reply: InvokeReply,
): Output {
  const checked = checkSchema(schema, reply.output);
  if ('value' in checked) return checked.value;
  const { v: _version, output: _output, id, ...measures } = reply;
  throw stepFailure('MalformedResponse', `${name}: the output does not fit its schema: ${checked.problem}`, {
    code: 'INVALID_OUTPUT',
    executed: 'yes',
    ...(id !== undefined && { requestId: id }),
    ...measures,
    tries: reply.tries ?? 1,
  });
}
