import { testState, TestStateRejectedError } from '../../../asl';
import type { StateCase } from './asl-case';
import { compare, type Complaint } from './complaint';

const START_MS = Date.UTC(2026, 0, 1);

/** What a recording does not say. */
const ANY = { $match: 'any' };

/** What some recordings put before the API's own message. */
const CLIENT_PREFIX = /^An error occurred \(\w+\) when calling the \w+ operation: /;

/** Runs one state alone, and compares all that the API says of it. */
export function runState(given: StateCase): Complaint[] {
  const { expected } = given;
  const actual = testedOrRefused(given);
  if (expected.rejected === true) {
    const { code = ANY, message = ANY } = expected;
    const text = typeof message === 'string' ? message.replace(CLIENT_PREFIX, '') : message;
    return compare('rejection', { code, message: text }, actual);
  }
  return compare('result', expected, actual);
}

function testedOrRefused(given: StateCase): object {
  const { stateName, input, variables, context, mock, stateConfiguration, inspectionLevel } = given;
  try {
    return testState({
      definition: given.definitionText ?? given.definition,
      input,
      nowMs: START_MS,
      ...(stateName !== undefined && { stateName }),
      ...(variables && { variables }),
      ...(context && { context }),
      ...(mock && { mock }),
      ...(stateConfiguration && { stateConfiguration }),
      ...(inspectionLevel && { inspectionLevel }),
    });
  } catch (error) {
    if (!(error instanceof TestStateRejectedError)) throw error;
    const { code, message } = error;
    return { code, message };
  }
}
