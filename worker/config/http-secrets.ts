import type { HttpSecret } from '../../activities';
import { ConfigurationError } from './configuration-error';
import { concealed } from './concealed';

const SECRET = 'FUNCTIONGRAPH_HTTP_SECRET_';
const ORIGIN = 'FUNCTIONGRAPH_HTTP_ORIGIN_';

/**
 * The secrets that `Authentication` of `http:invoke` can name: `FUNCTIONGRAPH_HTTP_SECRET_NAME` is the secret NAME, and
 * `FUNCTIONGRAPH_HTTP_ORIGIN_NAME`, where set, the only place that it is sent to.
 * @throws ConfigurationError for an origin that is none
 */
export function httpSecrets(env: NodeJS.ProcessEnv = process.env): Record<string, HttpSecret> {
  const found = Object.entries(env).flatMap(([variable, value = '']) => {
    if (!variable.startsWith(SECRET) || value === '') return [];
    const name = variable.slice(SECRET.length);
    const origin = env[`${ORIGIN}${name}`] ?? '';
    if (origin !== '' && !isOrigin(origin))
      throw new ConfigurationError([
        { message: `${ORIGIN}${name} is not an origin. Give one such as https://api.example.com.` },
      ]);
    return [[name, concealed({ value, ...(origin !== '' && { origin }) })] as const];
  });
  return Object.fromEntries(found);
}

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, origin, href } = new URL(text);
  return /^https?:$/.test(protocol) && (href === origin || href === `${origin}/`);
}
