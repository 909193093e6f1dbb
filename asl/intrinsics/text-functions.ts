import { decodeBase64, encodeBase64 } from '../base64';
import { type HashAlgorithm, hashText } from '../hash';
import { shorten } from '../language/shorten';
import { IntrinsicError } from './errors';
import { format } from './format';
import type { IntrinsicFunction } from './signature';

const MAX_CHARACTERS = 10_000;
const ALGORITHMS: readonly HashAlgorithm[] = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512'];

export const TEXT_FUNCTIONS: Readonly<Record<string, IntrinsicFunction>> = {
  Format: {
    parameters: [
      { name: 'template', kind: 'text' },
      { name: 'value', kind: 'any' },
    ],
    optional: 1,
    rest: true,
    call: ([template, ...values]) => format(template as string, values),
  },
  StringToJson: {
    parameters: [{ name: 'text', kind: 'text' }],
    call: ([text]) => stringToJson(text as string),
  },
  JsonToString: { parameters: [{ name: 'value', kind: 'any' }], call: ([value]) => JSON.stringify(value) },
  JsonMerge: {
    parameters: [
      { name: 'first', kind: 'object' },
      { name: 'second', kind: 'object' },
      { name: 'deep', kind: 'boolean' },
    ],
    call: ([first, second, deep]) => {
      if (deep === true) {
        throw new IntrinsicError('States.JsonMerge merges only shallowly: its argument 3 must be false');
      }
      return { ...(first as object), ...(second as object) };
    },
  },
  StringSplit: {
    parameters: [
      { name: 'text', kind: 'text' },
      { name: 'delimiters', kind: 'text' },
    ],
    call: ([text, delimiters]) => split(text as string, delimiters as string),
  },
  Base64Encode: {
    parameters: [{ name: 'text', kind: 'text' }],
    call: ([text]) => encodeBase64(bounded('Base64Encode', text as string)),
  },
  Base64Decode: {
    parameters: [{ name: 'text', kind: 'text' }],
    call: ([text]) => {
      const decoded = decodeBase64(bounded('Base64Decode', text as string));
      if (decoded === undefined) throw new IntrinsicError('States.Base64Decode: the text is not base64');
      return decoded;
    },
  },
  Hash: {
    parameters: [
      { name: 'data', kind: 'any' },
      { name: 'algorithm', kind: 'text' },
    ],
    call: ([data, name]) => {
      const algorithm = ALGORITHMS.find((known) => known === name);
      if (algorithm === undefined) {
        throw new IntrinsicError(
          `States.Hash knows ${ALGORITHMS.join(', ')}, not '${shorten(name as string, 60)}'`,
        );
      }
      const text = typeof data === 'string' ? data : JSON.stringify(data);
      return hashText(bounded('Hash', text), algorithm);
    },
  },
};

/** Blank text is null, as recorded at the service. */
function stringToJson(text: string): unknown {
  if (text.trim() === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    throw new IntrinsicError(`States.StringToJson: the text is not JSON: '${shorten(text, 60)}'`);
  }
}

/** Cuts at every character of `delimiters`, without empty parts. */
function split(text: string, delimiters: string): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of text) {
    if (!delimiters.includes(character)) part += character;
    else {
      if (part !== '') parts.push(part);
      part = '';
    }
  }
  if (part !== '') parts.push(part);
  return parts;
}

function bounded(name: string, text: string): string {
  if (text.length <= MAX_CHARACTERS) return text;
  throw new IntrinsicError(
    `States.${name} takes at most ${String(MAX_CHARACTERS)} characters, not ${String(text.length)}`,
  );
}
