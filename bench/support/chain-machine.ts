/** A chain of calls of the function `step` as a state machine. */
export function chainMachine(steps: number): object {
  const states = Array.from({ length: steps }, (_, index) => [
    `Step${index + 1}`,
    {
      Type: 'Task',
      Resource: 'step',
      ...(index + 1 < steps ? { Next: `Step${index + 2}` } : { End: true }),
    },
  ]);
  return { StartAt: 'Step1', States: Object.fromEntries(states) };
}
