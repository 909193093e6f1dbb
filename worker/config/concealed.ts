import { inspect } from 'node:util';

/** Credentials that can be read and copied as ever, but are not shown where the object that holds them is printed. */
export function concealed<T extends object>(credentials: T): T {
  const shown = () => Object.fromEntries(Object.keys(credentials).map((name) => [name, '***']));
  return Object.defineProperties(credentials, {
    toJSON: { value: shown },
    [inspect.custom]: { value: shown },
  });
}
