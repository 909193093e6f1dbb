import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { which } from '#dist/dev-server/which';

/** Where Debian keeps PostgreSQL's programs, which it does not put on the PATH. */
const DEBIAN = '/usr/lib/postgresql';

/** The folder of the newest PostgreSQL on this machine. */
export function postgresqlBin(): string | undefined {
  if (which('initdb') !== undefined) return join(which('initdb') ?? '', '..');
  if (!existsSync(DEBIAN)) return undefined;
  return readdirSync(DEBIAN)
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(DEBIAN, version, 'bin'))
    .find((bin) => existsSync(join(bin, 'initdb')));
}

/** What the stack of docker-compose.yml needs to run without containers and this machine lacks. */
export function missingPrograms(): string[] {
  // PostgreSQL refuses to run as root.
  const needed = ['sh', 'wget', 'go', ...(process.getuid?.() === 0 ? ['setpriv', 'chown'] : [])];
  return [
    ...(postgresqlBin() === undefined ? ['PostgreSQL (initdb)'] : []),
    ...needed.filter((program) => which(program) === undefined),
  ];
}
