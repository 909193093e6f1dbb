import { refusal } from './errors/refusal';
import type { FunctionGraphError } from './function-graph-error';

const EXAMPLE = 'urn:fss:cn-north-4:0123456789abcdef0123456789abcdef:function:default:resize:latest';

export function malformedUrn(text: unknown, reason: string): FunctionGraphError {
  const given = typeof text === 'string' ? `"${text.slice(0, 300)}"` : `A value of type ${typeof text}`;
  return refusal(
    'FunctionGraph.InvalidRequest',
    `${given} is not a function: ${reason}. Give a name such as resize, project:package:name:version, ` +
      `or a URN such as ${EXAMPLE} (an alias in place of the version: !prod).`,
  );
}
