import { CallbackKeys, MIN_KEY_CHARACTERS } from '../../activities/callbacks/callback-keys';
import { ConfigurationError, type ConfigurationProblem } from './configuration-error';
import { secretEnvironment as secrets } from './environment';

/**
 * The keys for tokens of tasks with `.waitForTaskToken`: `FUNCTIONGRAPH_CALLBACK_KEY` signs; those of
 * `FUNCTIONGRAPH_CALLBACK_OLD_KEYS`, separated by commas, are still accepted. `undefined` where none is set.
 * @throws ConfigurationError for keys that are too short, or old ones without a new one
 */
export function callbackKeys(env: NodeJS.ProcessEnv = process.env): CallbackKeys | undefined {
  const key = env[secrets.callbackKey] ?? '';
  const old = (env[secrets.callbackOldKeys] ?? '')
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
  if (key === '' && old.length === 0) return undefined;
  const problems: ConfigurationProblem[] = [];
  if (key === '')
    problems.push({ message: `${secrets.callbackKey} is not set, and old keys only accept. ${MAKE_ONE}` });
  else if (tooShort(key)) problems.push({ message: `${secrets.callbackKey} is too short. ${MAKE_ONE}` });
  if (old.some(tooShort))
    problems.push({
      message: `${secrets.callbackOldKeys}: a key has fewer than ${MIN_KEY_CHARACTERS} characters. Give those that were used before, separated by commas.`,
    });
  if (problems.length > 0) throw new ConfigurationError(problems);
  return new CallbackKeys([key, ...old]);
}

const MAKE_ONE = `Set it to a secret text of at least ${MIN_KEY_CHARACTERS} characters: openssl rand -hex 32 makes one.`;

function tooShort(key: string): boolean {
  return key.length < MIN_KEY_CHARACTERS;
}
