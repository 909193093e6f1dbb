import type { Verdict } from './verdict';
import { verdictByStatus } from './verdict-by-status';

/**
 * What a kernel number that no table lists says, by its range: 4000 to 9999 are the function's own failures, from 10000 on
 * the platform's (`MinUserCode`, `MinSysCode`); 150 4xx and 150 5xx come from the scheduler before an instance was leased,
 * and the front end's 2xxyyy end in an HTTP status.
 */
export function verdictByNumber(number: number): Verdict {
  if (number >= 4_000 && number < 10_000) {
    return {
      executed: 'yes',
      transient: false,
      group: 'FunctionGraph.FunctionError',
      hint: "Look into the function's log for this request.",
    };
  }
  if (number >= 150_400 && number < 150_600) {
    return {
      executed: 'no',
      transient: true,
      group: 'FunctionGraph.Unavailable',
      hint: 'No instance was there to run the function: try again later.',
    };
  }
  const status = number % 1000;
  if (number >= 200_000 && number < 300_000 && status >= 400 && status < 600) return verdictByStatus(status);
  return {
    executed: 'maybe',
    transient: true,
    group: 'FunctionGraph.Unavailable',
    hint: 'An internal failure of the platform: try again later.',
  };
}
