import { Frame } from './frame';
import { describe } from './describe';
import { decodeBase64, encodeBase64 } from './functions/base64';
import { globals, isArray } from './globals';
import type { LibraryHost } from './library';
import type { Meter } from './meter';
import { LAMBDA, NATIVE, NOT_PLAIN, plainPath } from './plain-path';
import { setOwn } from './plain-value';
import { Matcher } from './pattern/matcher';
import { programOf } from './pattern/program';

/** The surroundings of the derived library: nothing else reaches it. */
export function createHost(meter: Meter, random: () => number): LibraryHost {
  return {
    meter,
    globals,
    Frame,
    LAMBDA,
    NATIVE,
    NOT_PLAIN,
    plainPath,
    setOwn,
    random,
    btoa: encodeBase64,
    atob: decodeBase64,
    isTupleStream: (value) => isArray(value) && (value as { tupleStream?: boolean }).tupleStream === true,
    objectsOf: (value) => collect(value, new Set(), meter),
    describe,
    matcher: (pattern) => new Matcher(programOf(pattern), meter),
    signature: (source) => {
      const pattern = new RegExp(source);
      // Two of them could share the arguments in every way there is.
      const repeats = source.split('+').length - 1;
      return repeats < 2 ? pattern : { exec: (text) => new Matcher(programOf(pattern), meter).exec(text) };
    },
  };
}

function collect(value: unknown, found: Set<unknown>, meter: Meter): Set<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  meter.properties(0);
  found.add(value);
  for (const item of Object.values(value)) collect(item, found, meter);
  return found;
}
