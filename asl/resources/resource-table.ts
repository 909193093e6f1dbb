import type { TaskResource } from '../engine/turn';

/** A resource that a Task can name beside functions. */
export interface ResourceRow {
  /** As a definition writes it, without `.waitForTaskToken`. */
  readonly name: string;
  readonly about: string;
  readonly kind: TaskResource['kind'];
  readonly async?: true;
  /** The argument that names the target (function, activity type, workflow type); absent: there is none. */
  readonly targetArgument?: string;
  /** The argument that the target is given; absent: all arguments. */
  readonly inputArgument?: string;
  /** `NAME:target` names the target in the resource itself, and all arguments are its input. */
  readonly takesTarget?: true;
  /** Whether it can be done inside the one activity of an express run. */
  readonly express: boolean;
}

/** What a Task's Resource can be beside a function's name or URN. New rows need nothing but what performs them. */
export const RESOURCES: readonly ResourceRow[] = [
  {
    name: 'functiongraph:invoke',
    about: 'calls the function that the arguments name',
    kind: 'function',
    targetArgument: 'FunctionName',
    inputArgument: 'Payload',
    express: true,
  },
  {
    name: 'functiongraph:invokeAsync',
    about: 'hands the event over and does not wait for the function',
    kind: 'function',
    async: true,
    targetArgument: 'FunctionName',
    inputArgument: 'Payload',
    express: true,
  },
  {
    name: 'temporal:activity',
    about: 'runs an activity of your own',
    kind: 'activity',
    targetArgument: 'ActivityType',
    inputArgument: 'Input',
    takesTarget: true,
    express: false,
  },
  {
    name: 'temporal:workflow',
    about: 'runs a workflow of your own as a child',
    kind: 'workflow',
    targetArgument: 'WorkflowType',
    inputArgument: 'Input',
    takesTarget: true,
    express: false,
  },
  {
    name: 'http:invoke',
    about: 'calls an HTTP endpoint',
    kind: 'http',
    express: false,
  },
];
