import { join } from 'node:path';
import { goInstall } from '#dist/dev-server/go-install';
import { installOnce } from '#dist/dev-server/install-once';
import { cacheDir } from '#dist/dev-server/temporal-cli';
import { readComposeFile } from '../compose-file';

/** Temporal's server, and the tool that makes its databases: they are what the images of docker-compose.yml hold. */
const COMMANDS = {
  'temporal-server': { folder: 'cmd/server', packages: 1_400, takes: 'about four minutes' },
  'temporal-sql-tool': { folder: 'cmd/tools/sql', packages: 600, takes: 'seconds after the server' },
};

export type ServerCommands = Readonly<Record<keyof typeof COMMANDS, string>>;

/** Paths of both in the version that docker-compose.yml pins, built with Go where the cache has them not. */
export async function findServerCommands(report: (line: string) => void): Promise<ServerCommands> {
  const version = `v${readComposeFile().services['temporal']?.image.split(':')[1]}`;
  const paths: Record<string, string> = {};
  for (const [name, { folder, packages, takes }] of Object.entries(COMMANDS)) {
    const file = join(cacheDir(), `${name}-${version}`);
    const what = `${name} ${version}`;
    const source = `go.temporal.io/server/${folder}@${version}`;
    await installOnce({
      file,
      what,
      report,
      ways: [goInstall({ package: source, what, packages, takes, env: process.env, report })],
      explain: (reasons) => `No ${what}: it is not at ${file}; ${reasons}. Install Go (https://go.dev/dl).`,
    });
    paths[name] = file;
  }
  return paths as ServerCommands;
}
