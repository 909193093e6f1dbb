import { join, resolve } from 'node:path';
import { ROOT, type ComposeFile, type ComposeService, interpolate } from '../compose-file';

const HERE = '127.0.0.1';

/** Variables whose whole value is the name of a service. */
const HOST = /HOST|SEEDS/;

/**
 * The services as this machine can run them without containers: their variables, names, ports and folders replaced.
 * Volumes are folders in `volumesFolder`.
 */
export function localize(
  { services }: ComposeFile,
  variables: Readonly<Record<string, string>>,
  ports: ReadonlyMap<number, number>,
  volumesFolder: string,
): Record<string, ComposeService> {
  const names = Object.keys(services);
  const hosts = new RegExp(`\\b(?:${names.join('|')}|0\\.0\\.0\\.0)(?=:\\d)|0\\.0\\.0\\.0`, 'g');

  function localizeService(service: ComposeService): ComposeService {
    const {
      command = [],
      environment = {},
      healthcheck,
      volumes = [],
      ...rest
    } = interpolate(service, variables);
    const here = (text: string): string => {
      let local = text.replaceAll(hosts, HERE);
      for (const [from, to] of ports)
        local = local.replaceAll(new RegExp(`(?<![\\w.])${from}(?!\\w)`, 'g'), String(to));
      for (const [source = '', target = ''] of volumes.map((volume) => volume.split(':')))
        local = local.replaceAll(
          new RegExp(`(?<=^|=|\\s)${target}(?=/|$)`, 'g'),
          source.startsWith('.') ? join(ROOT, source) : resolve(volumesFolder, source),
        );
      return local;
    };
    return {
      ...rest,
      command: command.map(here),
      environment: Object.fromEntries(
        Object.entries(environment).map(([key, value]) => [
          key,
          HOST.test(key) && names.includes(value) ? HERE : here(value),
        ]),
      ),
      ...(healthcheck !== undefined && { healthcheck: { test: healthcheck.test.map(here) } }),
    };
  }

  return Object.fromEntries(
    Object.entries(services).map(([name, service]) => [name, localizeService(service)]),
  );
}
