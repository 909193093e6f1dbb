import type { StateMachine } from '../asl';

/** Temporal refuses a summary over 400 bytes; this many characters fit in any script. */
const MAX_SUMMARY_CHARACTERS = 100;
/** Temporal refuses details over 20,000 bytes. */
const MAX_COMMENT_CHARACTERS = 4000;

/** The line that Temporal's UI shows beside a run. */
export function staticSummary(name: string, version: string | undefined): string {
  const text = version === undefined ? name : `${name} ${version}`;
  return text.replaceAll(/\s+/g, ' ').slice(0, MAX_SUMMARY_CHARACTERS);
}

/** What the run is, as Markdown. */
export function staticDetails({ Comment = '', StartAt, States }: StateMachine, hash: string): string {
  const states = Object.keys(States);
  const count = states.length === 1 ? '1 state' : `${states.length} states`;
  const facts = `State machine of ${count}, starting at \`${StartAt.replaceAll('`', "'").slice(0, 80)}\` · \`${hash}\``;
  return Comment === '' ? facts : `${Comment.slice(0, MAX_COMMENT_CHARACTERS)}\n\n${facts}`;
}
