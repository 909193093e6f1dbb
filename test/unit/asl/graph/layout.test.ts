import { existsSync, readdirSync } from 'node:fs';
import type { StateMachine } from '../../../../asl';
import { layoutGraph, type PlacedState, stateGraph } from '../../../../asl/graph';
import { describeWithShared, readShared, sharedFile } from '../../../support/shared';
import { faultsIn, layoutFaults } from './support/layout-faults';
import { machine, machines, task } from './support/machines';
import { randomMachine, randomOf } from './support/random-machine';

function layoutOf(definition: StateMachine) {
  const layout = layoutGraph(stateGraph(definition));
  const state = (path: string): PlacedState => {
    const found = layout.states.find(({ node }) => node.path === path);
    if (found === undefined) throw new Error(`${path} is not drawn`);
    return found;
  };
  const axis = (path: string) => state(path).x + state(path).width / 2;
  return { ...layout, state, axis };
}

const named = (name: string) => layoutOf(machines[name] ?? machine({}));

describe('nothing overlaps, every edge begins and ends at its state and runs through no other', () => {
  test.each(Object.keys(machines))('%s', (name) => {
    expect(layoutFaults(machines[name] ?? machine({}))).toEqual([]);
  });

  test.each(Array.from({ length: 100 }, (_, seed) => seed))('random machine %d', (seed) => {
    expect(layoutFaults(randomMachine(randomOf(seed), 5 + (seed % 30)))).toEqual([]);
  });

  test('100 states with ways between them in all directions', () => {
    const random = randomOf(7);
    const states = Array.from({ length: 100 }, (_, index) => {
      const choices = Array.from({ length: 2 }, () => ({
        Variable: '$.x',
        IsNull: true,
        Next: `S${Math.floor(random() * 100)}`,
      }));
      return [`S${index}`, { Type: 'Choice', Choices: choices, Default: `S${(index + 1) % 100}` }] as const;
    });
    expect(layoutFaults(machine(Object.fromEntries(states)))).toEqual([]);
  });

  test('these very checks find a state that stands on another', () => {
    const graph = stateGraph(machine({ A: task('B'), B: task('') }));
    const layout = layoutGraph(graph);
    const states = layout.states.map((state) => ({ ...state, y: 60 }));
    expect(faultsIn(graph, { ...layout, states })).toContain('A overlaps B');
  });
});

describeWithShared('recorded and published definitions', 'asl-cases', () => {
  test.each(recorded())('$file: all $definitions.length', ({ definitions }) => {
    const faults = definitions.flatMap(({ name, definition }) =>
      layoutFaults(definition).map((fault) => `${name}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });
});

function recorded() {
  if (!existsSync(sharedFile('asl-cases'))) return [];
  return readdirSync(sharedFile('asl-cases'))
    .filter((file) => file.endsWith('.json'))
    .map((file) => {
      const { cases } = readShared(`asl-cases/${file}`) as {
        cases: { name: string; definition?: StateMachine; definitionText?: string }[];
      };
      return {
        file,
        definitions: cases.flatMap(({ name, definition }) => (definition ? [{ name, definition }] : [])),
      };
    });
}

describe('the picture', () => {
  test('keeps a chain and the way after a meeting point on one axis', () => {
    const { axis } = named('four arms');
    expect(new Set([axis('Route'), axis('B'), axis('B2'), axis('Join')]).size).toBe(1);
  });

  test('keeps the arms of a choice in their order from left to right', () => {
    const { axis } = named('four arms');
    const axes = ['A', 'B', 'C', 'D'].map(axis);
    expect(axes).toEqual(axes.toSorted((one, other) => one - other));
  });

  test('leads errors out at the right side, to handlers on the right', () => {
    const { axis, edges } = named('errors that undo, one after the other');
    expect(axis('CancelCar')).toBeGreaterThan(axis('Booked'));
    for (const { kind, points } of edges.filter((edge) => edge.kind === 'catch'))
      expect([kind, (points[1]?.x ?? 0) > (points[0]?.x ?? 0), points[1]?.y]).toEqual([
        'catch',
        true,
        points[0]?.y,
      ]);
  });

  test('marks what leads back as a loop, and nothing else', () => {
    const { edges } = named('a loop through Wait and Choice');
    expect(edges.filter(({ loop }) => loop).map(({ from, to }) => [from, to])).toEqual([['Done?', 'Wait']]);
  });

  test('lets short steps stand beside a tall container instead of below it', () => {
    const { state } = named('a parallel in a map, and a tall one beside short steps');
    const orders = state('Orders');
    expect(state('Mail').y + state('Mail').height).toBeLessThan(orders.y + orders.height);
  });

  test('shows a missing target, and what is never reached in a frame of its own', () => {
    const { marks, state } = named('what is missing and what is never reached');
    const texts = marks.map(({ kind, text }) => `${kind} ${text}`);
    expect(texts).toEqual(
      expect.arrayContaining(['missing Nowhere', 'missing Nowhere either', 'mention → A']),
    );
    const frame = marks.find(({ kind }) => kind === 'apart');
    expect(state('B').x).toBeGreaterThan(frame?.x ?? Infinity);
    expect(state('A').x).toBeLessThan(frame?.x ?? 0);
  });

  test('wraps and cuts long names, so that no state is wider than 300 pixels', () => {
    const { states } = named('names and conditions of any length');
    for (const { width, name } of states) expect([width < 300, name.length <= 2]).toEqual([true, true]);
  });

  test('is the same for the same definition', () => {
    const definition = randomMachine(randomOf(3), 40);
    expect(layoutGraph(stateGraph(definition))).toEqual(layoutGraph(stateGraph(structuredClone(definition))));
  });

  test('of a chain of 1,000 states is drawn', () => {
    const states = Array.from({ length: 1000 }, (_, index) => [`S${index}`, task(`S${index + 1}`)] as const);
    const { states: drawn } = layoutOf(machine({ ...Object.fromEntries(states), S1000: task('') }));
    expect(drawn).toHaveLength(1001);
  });
});
