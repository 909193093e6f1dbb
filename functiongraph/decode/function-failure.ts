import { findVerdict } from '../errors/error-table';
import { OWN_FAILURES } from '../errors/own-failures';
import type { FunctionGraphError } from '../function-graph-error';
import type { Answer } from '../http/exchange';
import type { AnswerFacts } from './answer-facts';
import type { Call } from './call';
import { failure } from './failure';
import type { FailureBody } from './failure-body';
import { cutLog } from './log-tail';
import { wireCode } from './wire-code';

/** The platform says that the function failed, whatever the HTTP status. */
export function functionFailure(
  call: Call,
  answer: Answer,
  facts: AnswerFacts,
  body: FailureBody,
  envelopeStatus?: number,
): FunctionGraphError {
  const kernelStatus =
    envelopeStatus !== undefined && envelopeStatus >= 1000 ? String(envelopeStatus) : undefined;
  const code = wireCode(facts.functionErrorCode) ?? kernelStatus ?? wireCode(body.code);
  const verdict = (code !== undefined && findVerdict(code, answer.status)) || OWN_FAILURES.functionFailed;
  const functionError = body.functionError ?? { errorType: '', errorMessage: body.message };
  const type = functionError.errorType === '' ? '' : `${functionError.errorType}: `;
  return failure(call, {
    code: code ?? verdict.group,
    verdict,
    reason: `${code ?? 'the function failed'}, ${type}${functionError.errorMessage || 'without a message'}`,
    status: answer.status,
    headers: answer.headers,
    facts,
    ...(verdict.executed !== 'no' && { functionError }),
    requestId: facts.requestId ?? body.requestId,
    logs: facts.logs ?? cutLog(body.log),
    cause: answer.error,
  });
}
