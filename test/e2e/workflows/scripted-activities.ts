import { ApplicationFailure, Context } from '@temporalio/activity';
import type {
  FailureDetails,
  FunctionGraphActivities,
  InvokeLater,
  InvokeReply,
  InvokeRequest,
} from '../../../activities/wire';

export type Answer = (request: InvokeRequest) => unknown;

/** The activity that steps are scheduled on, played by a test: it records the requests and answers by function name. */
export class ScriptedActivities {
  readonly requests: InvokeRequest[] = [];
  readonly ids: string[] = [];
  private readonly answers = new Map<string, Answer>();

  /** What calls of the function return, as an output; see {@link reply} and {@link later} for whole replies. */
  on(fn: string, answer: Answer): this {
    this.answers.set(fn, answer);
    return this;
  }

  /** For `Worker.create`. */
  readonly activities: FunctionGraphActivities = { invokeFunction: (request) => this.play(request) };

  private async play(request: InvokeRequest): Promise<InvokeReply | InvokeLater> {
    this.requests.push(request);
    this.ids.push(Context.current().info.activityId);
    const answer = await this.answers.get(request.fn)?.(request);
    return answer instanceof Reply ? answer.body : { v: 1, output: answer ?? null };
  }
}

class Reply {
  constructor(readonly body: InvokeReply | InvokeLater) {}
}

export function reply(fields: object): Reply {
  return new Reply({ v: 1, ...fields } as InvokeReply | InvokeLater);
}

export function failure(message: string, fields: Partial<FailureDetails>): ApplicationFailure {
  const details: FailureDetails = {
    code: '500',
    executed: 'yes',
    transient: false,
    names: ['FunctionGraph.FunctionError', 'States.TaskFailed', 'States.ALL'],
    tries: 1,
    ...fields,
  };
  return ApplicationFailure.nonRetryable(message, details.names[0], details);
}
