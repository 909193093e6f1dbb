import { shorten } from '../language/shorten';
import { atomTest } from './atom';
import type { Node } from './node';

/** A pattern that cannot be read, with a message that says why. */
export class PatternError extends Error {
  override readonly name = 'PatternError';
}

const MAX_DEPTH = 50;
const QUANTIFIER = /([*+?]|\{(\d{1,4})(?:(,)(\d{0,4}))?\})([?+]?)/y;
const GROUP = /\((?:\?(?::|<[A-Za-z]\w*>))?/y;
const ATOM =
  /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u[\da-fA-F]{4}|u\{[\da-fA-F]+\}|x[\da-fA-F]{2}|.)|[^\\[\](){}*+?|]|[\]}]/suy;

/** Reads a pattern in the syntax that Java and JavaScript share. @throws PatternError */
export function parsePattern(source: string, flags: string): Node {
  const [, inline = '', body = ''] = /^(?:\(\?([imsu]+)\))?(.*)$/su.exec(source) ?? [];
  const unknown = /[^imsu]/.exec(flags)?.[0];
  if (unknown !== undefined)
    throw new PatternError(`The pattern's flag '${unknown}' is not one of i, m, s, u`);
  return new Parser(body, flags + inline).parse();
}

class Parser {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly source: string,
    private readonly flags: string,
  ) {}

  parse(): Node {
    const node = this.either();
    if (this.at < this.source.length) this.fail(`'${this.source.charAt(this.at)}' has no beginning`);
    return node;
  }

  private either(): Node {
    if (++this.depth > MAX_DEPTH) this.fail(`groups are nested deeper than ${String(MAX_DEPTH)}`);
    const ways = [this.sequence()];
    while (this.source[this.at] === '|') {
      this.at++;
      ways.push(this.sequence());
    }
    this.depth--;
    return ways.length === 1 && ways[0] !== undefined ? ways[0] : { kind: 'either', ways };
  }

  private sequence(): Node {
    const items: Node[] = [];
    while (this.at < this.source.length && !'|)'.includes(this.source.charAt(this.at))) {
      items.push(this.quantified(this.item()));
    }
    return { kind: 'sequence', items };
  }

  private item(): Node {
    if (this.source[this.at] === '(') return this.group();
    const atom = this.take(ATOM)?.[0];
    if (atom === undefined) return this.fail(`'${this.source.charAt(this.at)}' cannot stand here`);
    return this.assertion(atom) ?? { kind: 'one', test: atomTest(atom, this.flags, (why) => this.fail(why)) };
  }

  private group(): Node {
    this.take(GROUP);
    if (this.source[this.at] === '?')
      return this.fail('lookaround and inline flags within are not supported');
    const node = this.either();
    if (this.source[this.at] !== ')') return this.fail("a '(' is not closed");
    this.at++;
    return node;
  }

  private assertion(atom: string): Node | undefined {
    const lines = this.flags.includes('m');
    if (atom === '^') return { kind: 'assert', what: lines ? 'line-start' : 'start' };
    if (atom === '$') return { kind: 'assert', what: lines ? 'line-end' : 'end' };
    if (atom === '\\b') return { kind: 'assert', what: 'word-edge' };
    if (atom === '\\B') return { kind: 'assert', what: 'no-word-edge' };
    return undefined;
  }

  private quantified(item: Node): Node {
    const match = this.take(QUANTIFIER);
    if (match === null) return item;
    const [, sign = '', low, comma, high, mode] = match;
    if (mode === '+') return this.fail('possessive quantifiers are not supported');
    const min = low === undefined ? (sign === '+' ? 1 : 0) : Number(low);
    const max = this.most(sign, low, comma, high);
    if (max < min) return this.fail(`'${sign}' has its numbers in the wrong order`);
    return { kind: 'repeat', item, min, max };
  }

  private most(sign: string, low?: string, comma?: string, high?: string): number {
    if (low === undefined) return sign === '?' ? 1 : Infinity;
    if (comma === undefined) return Number(low);
    return high === undefined || high === '' ? Infinity : Number(high);
  }

  private take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.source);
    if (match !== null) this.at += match[0].length;
    return match;
  }

  private fail(why: string): never {
    throw new PatternError(`The pattern /${shorten(this.source, 60, this.at)}/ cannot be used: ${why}`);
  }
}
