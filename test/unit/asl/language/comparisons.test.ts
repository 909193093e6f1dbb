import { COMPARISON_OPERATORS } from '../../../../asl/choice/operators';
import { TYPE_TESTS } from '../../../../asl/choice/type-tests';
import { COMPARISONS } from '../../../../asl/language/comparisons';

test('the operators of the table are those that the engine evaluates', () => {
  const evaluated = Object.entries(COMPARISON_OPERATORS).flatMap(([name, { path }]) =>
    path ? [name, `${name}Path`] : [name],
  );
  expect([...COMPARISONS.keys()].toSorted()).toEqual(
    [...evaluated, ...Object.keys(TYPE_TESTS), 'IsPresent'].toSorted(),
  );
});
