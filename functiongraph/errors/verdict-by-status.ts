import type { Verdict } from './verdict';

const TRY_LATER = 'Try again later; if it lasts, ask the service with the request id.';

/** What an HTTP status says about a failed call by itself, for answers without a code and for codes nobody has seen. */
export function verdictByStatus(status: number): Verdict {
  switch (status) {
    case 401:
    case 403:
      return refused(
        'FunctionGraph.Unauthorized',
        'Check the credentials, their permissions and the project.',
      );
    case 404:
    case 410:
      return refused(
        'FunctionGraph.NotFound',
        'Check the name, version, region and project of the function.',
      );
    case 413:
    case 414:
    case 431:
    case 494:
      return refused(
        'FunctionGraph.PayloadTooLarge',
        'Send less: put large data into OBS and pass its address.',
      );
    case 408:
      return { ...unknown('FunctionGraph.Timeout'), timedOut: true };
    case 425:
    case 429:
      return {
        executed: 'no',
        transient: true,
        group: 'FunctionGraph.Throttled',
        hint: 'Call less often, or ask for a higher quota.',
      };
    case 504:
      return {
        ...unknown('FunctionGraph.Timeout'),
        timedOut: true,
        hint: 'The function may still be running. Let it answer within 90 s, or call it asynchronously.',
      };
    case 501:
    case 505:
      return refused('FunctionGraph.InvalidRequest', 'Check the endpoint: it does not serve this call.');
    default:
      return status >= 500 ? unknown('FunctionGraph.Unavailable') : otherwise(status);
  }
}

function otherwise(status: number): Verdict {
  const hint =
    status < 400
      ? 'Redirects are not followed: a signature holds for one host and path. Correct the endpoint.'
      : 'Correct the request.';
  return refused('FunctionGraph.InvalidRequest', hint);
}

function refused(group: Verdict['group'], hint: string): Verdict {
  return { executed: 'no', transient: false, group, hint };
}

function unknown(group: Verdict['group']): Verdict {
  return { executed: 'maybe', transient: true, group, hint: TRY_LATER };
}
