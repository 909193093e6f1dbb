import { found, machineOf, only } from './machine';

const set = (Next: string, name = 'v') => ({ Type: 'Pass', Assign: { [name]: 1 }, Next });

const read = (name = 'v') => ({ Type: 'Pass', Parameters: { 'x.$': `$${name}.y` }, End: true });

const mapAfterSet = (config: object) => ({
  StartAt: 'A',
  States: {
    A: set('M'),
    M: { Type: 'Map', End: true, ItemProcessor: { ...config, StartAt: 'I', States: { I: read() } } },
  },
});

describe('variables', () => {
  test('assigned before on every way: nothing to say', () => {
    expect(found({ StartAt: 'A', States: { A: set('B'), B: read() } })).toEqual([]);
  });

  test('never assigned, with the name that was meant', () => {
    expect(only({ StartAt: 'A', States: { A: set('B', 'total'), B: read('totl') } })).toMatchObject({
      code: 'VARIABLE_NEVER_ASSIGNED',
      severity: 'warning',
      hint: "Did you mean 'total'?",
    });
  });

  test('the state that assigns does not see it yet', () => {
    const both = { Type: 'Pass', QueryLanguage: 'JSONata', Assign: { v: 1 }, Output: '{% $v %}' };
    expect(only(machineOf(both)).code).toBe('VARIABLE_NEVER_ASSIGNED');
  });

  test('assigned on one of two ways', () => {
    const States = {
      A: {
        Type: 'Choice',
        Choices: [{ Variable: '$.a', IsNull: true, Next: 'C', Assign: { v: 1 } }],
        Default: 'B',
      },
      B: { Type: 'Pass', Next: 'C' },
      C: read(),
    };
    expect(only({ StartAt: 'A', States }).code).toBe('VARIABLE_MAYBE_UNASSIGNED');
    expect(found({ StartAt: 'A', States: { ...States, B: set('C') } })).toEqual([]);
  });

  test('a caught error comes without what the state assigns', () => {
    const States = {
      A: {
        Type: 'Task',
        Resource: 'f',
        Assign: { v: 1 },
        Next: 'B',
        Catch: [{ ErrorEquals: ['E'], Next: 'B' }],
      },
      B: read(),
    };
    expect(only({ StartAt: 'A', States }).code).toBe('VARIABLE_MAYBE_UNASSIGNED');
  });

  test('loops are followed until nothing changes', () => {
    const States = {
      A: { Type: 'Choice', Choices: [{ Variable: '$.a', IsNull: true, Next: 'B' }], Default: 'C' },
      B: set('A'),
      C: read(),
    };
    expect(only({ StartAt: 'A', States }).code).toBe('VARIABLE_MAYBE_UNASSIGNED');
  });

  test('inner machines see the variables around them, items of a distributed map do not', () => {
    expect(found(mapAfterSet({}))).toEqual([]);
    expect(
      only(mapAfterSet({ ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } })).code,
    ).toBe('VARIABLE_NEVER_ASSIGNED');
  });

  test('what dies with a branch is not known after it', () => {
    const branch = { StartAt: 'B', States: { B: { Type: 'Pass', Assign: { v: 1 }, End: true } } };
    const States = { P: { Type: 'Parallel', Branches: [branch], Next: 'C' }, C: read() };
    expect(only({ StartAt: 'P', States }).code).toBe('VARIABLE_NEVER_ASSIGNED');
  });

  test('names that nothing can read are told, and states is reserved', () => {
    expect(only(machineOf({ Type: 'Pass', Assign: { 'a-b': 1 } })).severity).toBe('warning');
    expect(only(machineOf({ Type: 'Pass', Assign: { states: 1 } })).severity).toBe('error');
    expect(found(machineOf({ Type: 'Pass', Assign: { größe_1: 1 } }))).toEqual([]);
  });
});
