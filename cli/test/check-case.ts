import { parseDuration } from '../../retry';
import { checkReplies } from './check-replies';
import { type Complaints, shown } from './complaints';
import { isKnown, type Names } from './names-in';
import { STATUSES } from './test-file';

const KEYS = ['name', 'input', 'now', 'replies', 'objects', 'expect'];
const EXPECTED = ['status', 'output', 'error', 'cause', 'visited', 'calls', 'elapsed'];

type Path = readonly (string | number)[];

export function checkCase(value: unknown, path: Path, names: Names, complaints: Complaints): void {
  const one = complaints.mapping(value, path, KEYS);
  if (!one) return;
  const { name, now, replies, objects, expect } = one;
  if (typeof name !== 'string' || name === '')
    complaints.add([...path, 'name'], 'expected what the case shows, in words.');
  if (now !== undefined && !(typeof now === 'string' && Number.isFinite(Date.parse(now)))) {
    complaints.add(
      [...path, 'now'],
      `${shown(now)} is no time; write one with its zone, such as 2026-01-31T09:00:00Z.`,
    );
  }
  if (replies !== undefined) checkReplies(replies, [...path, 'replies'], names, complaints);
  if (objects !== undefined) checkObjects(objects, [...path, 'objects'], complaints);
  if (expect === undefined)
    complaints.add(path, `it expects nothing; add "expect" with any of ${EXPECTED.join(', ')}.`);
  else checkExpected(expect, [...path, 'expect'], names, complaints);
}

function checkObjects(value: unknown, path: Path, complaints: Complaints): void {
  for (const [key, text] of Object.entries(complaints.anyMapping(value, path) ?? {})) {
    if (typeof text !== 'string') complaints.add([...path, key], 'expected the text of the object.');
  }
}

function checkExpected(value: unknown, path: Path, names: Names, complaints: Complaints): void {
  const expected = complaints.mapping(value, path, EXPECTED);
  if (!expected) return;
  const { status, visited, calls, elapsed } = expected;
  if (Object.keys(expected).length === 0) complaints.add(path, `expected any of ${EXPECTED.join(', ')}.`);
  if (status !== undefined && !STATUSES.some((known) => known === status)) {
    complaints.add([...path, 'status'], `${shown(status)} is no status; there are ${STATUSES.join(', ')}.`);
  }
  if ('output' in expected && ('error' in expected || 'cause' in expected)) {
    complaints.add([...path, 'output'], 'a run has an output or an error, not both.');
  }
  if (visited !== undefined) checkVisited(visited, [...path, 'visited'], names, complaints);
  if (elapsed !== undefined && parseDuration(elapsed) === undefined) {
    complaints.add(
      [...path, 'elapsed'],
      `${shown(elapsed)} is no span of time; write one with its unit, such as 2h.`,
    );
  }
  if (calls === undefined) return;
  for (const [key, inputs] of Object.entries(complaints.anyMapping(calls, [...path, 'calls']) ?? {})) {
    const at = [...path, 'calls', key];
    if (!isKnown(key, names)) complaints.unknownKey(at, [...names.states, ...names.functions]);
    if (!Array.isArray(inputs)) complaints.add(at, 'expected a list of inputs, one for each try.');
  }
}

function checkVisited(value: unknown, path: Path, { states }: Names, complaints: Complaints): void {
  if (!Array.isArray(value)) {
    complaints.add(path, 'expected a list of states.');
    return;
  }
  value.forEach((state: unknown, index) => {
    if (typeof state === 'string' && states.has(state)) return;
    complaints.add([...path, index], `${shown(state)} is no state; there are ${[...states].join(', ')}.`);
  });
}
