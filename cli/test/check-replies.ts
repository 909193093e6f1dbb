import { parseDuration } from '../../retry';
import { type Complaints, shown } from './complaints';
import { isKnown, type Names } from './names-in';

const OUTCOMES = ['output', 'error', 'echo', 'hang'];
const TIMING = ['input', 'delay', 'heartbeat'];
const OF_ERRORS = ['cause', 'names', 'executed', 'transient'];
const EXECUTED = ['no', 'yes', 'maybe'];
const KNOWN = [...OUTCOMES, ...OF_ERRORS, ...TIMING];

type Path = readonly (string | number)[];

/** Replies as `testStateMachine` takes them, but for functions and tasks that wait for a hand. */
export function checkReplies(replies: unknown, path: Path, names: Names, complaints: Complaints): void {
  for (const [key, value] of Object.entries(complaints.anyMapping(replies, path) ?? {})) {
    const at = [...path, key];
    if (!isKnown(key, names)) complaints.unknownKey(at, [...names.states, ...names.functions]);
    if (Array.isArray(value)) value.forEach((reply, index) => checkReply(reply, [...at, index], complaints));
    else checkReply(value, at, complaints);
  }
}

function checkReply(value: unknown, path: Path, complaints: Complaints): void {
  const reply = complaints.mapping(value, path, KNOWN);
  if (!reply) return;
  const outcomes = OUTCOMES.filter((key) => key in reply);
  if (outcomes.length !== 1) {
    const got = outcomes.length === 0 ? 'none of them' : outcomes.join(' and ');
    complaints.add(path, `a reply has one of ${OUTCOMES.join(', ')}; this has ${got}.`);
  }
  for (const key of ['echo', 'hang']) {
    if (key in reply && reply[key] !== true) complaints.add([...path, key], 'write true, or leave it out.');
  }
  for (const key of ['delay', 'heartbeat']) {
    if (key in reply && parseDuration(reply[key]) === undefined) {
      complaints.add(
        [...path, key],
        `${shown(reply[key])} is no span of time; write one with its unit, such as 30s.`,
      );
    }
  }
  if ('error' in reply) checkError(reply, path, complaints);
  else
    for (const key of OF_ERRORS)
      if (key in reply) complaints.add([...path, key], 'only a reply with error has it.');
}

function checkError(reply: Readonly<Record<string, unknown>>, path: Path, complaints: Complaints): void {
  const { error, names, executed, transient } = reply;
  if (error !== null && typeof error !== 'string')
    complaints.add([...path, 'error'], 'expected the name of an error.');
  if (names !== undefined && !(Array.isArray(names) && names.every((name) => typeof name === 'string'))) {
    complaints.add([...path, 'names'], 'expected a list of names.');
  }
  if (executed !== undefined && !EXECUTED.some((answer) => answer === executed)) {
    complaints.add([...path, 'executed'], `expected no, yes or maybe; got ${shown(executed)}.`);
  }
  if (transient !== undefined && typeof transient !== 'boolean') {
    complaints.add([...path, 'transient'], 'expected true or false.');
  }
}
