import { addActivities } from '../../../worker/add-activities';

const invokeFunction = async () => 'ours';
const greet = async () => 'hello';

test("activities stand beside the user's own", () => {
  expect(addActivities({ greet }, { invokeFunction })).toEqual({ greet, invokeFunction });
  expect(addActivities(undefined, { invokeFunction })).toEqual({ invokeFunction });
});

test('a name that both have is refused, and named', () => {
  expect(() => addActivities({ invokeFunction: async () => 'theirs' }, { invokeFunction })).toThrow(
    'Activity "invokeFunction" is registered twice: by this worker\'s own activities (or another plugin) and by ' +
      'FunctionGraphPlugin. Rename your activity, or leave out the second FunctionGraphPlugin.',
  );
});

test('the same activities may be added again', () => {
  expect(addActivities(addActivities({}, { invokeFunction }), { invokeFunction })).toEqual({
    invokeFunction,
  });
});
