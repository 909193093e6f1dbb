import { checkStateMachine, type CheckOptions, type Diagnostic } from '../../../../asl/check';

/** A machine of one state, which ends it unless it says otherwise. */
export function machineOf(state: object, machine: object = {}): object {
  return { StartAt: 'A', States: { A: { End: true, ...state } }, ...machine };
}

/** What is found, without what a test does not look at. */
export function found(definition: string | object, options?: CheckOptions): string[] {
  return checkStateMachine(definition, options).map(show);
}

export function show({ code, severity, message, path }: Diagnostic): string {
  return `${severity} ${code}: ${message} at ${path}`;
}

/** The one finding. */
export function only(definition: string | object, options?: CheckOptions): Diagnostic {
  const all = checkStateMachine(definition, options);
  const [first, ...rest] = all;
  if (first === undefined || rest.length > 0)
    throw new Error(`not one finding:\n${all.map(show).join('\n')}`);
  return first;
}
