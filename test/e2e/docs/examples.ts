import { type CodeBlock, codeBlocks } from '../../support/docs-page';

/** The examples of a page for its test, which takes each of them; what is left at the end is tested by nobody. */
export class Examples {
  private readonly left: Map<string, CodeBlock>;

  constructor(private readonly page: string) {
    const copied = codeBlocks(page).filter(({ language, name }) => language !== '' || name !== undefined);
    this.left = new Map(copied.map((block) => [block.name ?? `${page}:${block.line}`, block]));
  }

  /** The code of an example; take it outside of tests, so that a test that is left out takes it too. */
  take(name: string): string {
    const block = this.left.get(name);
    if (block === undefined) throw new Error(`${this.page} has no example ${name}`);
    this.left.delete(name);
    return block.code;
  }

  /** Names of the examples that nobody took; the place of one that has no name. */
  untested(): string[] {
    return [...this.left.keys()];
  }
}

/** The code with parts replaced by what a test needs there; each must be in it, once. */
export function adapted(code: string, parts: Readonly<Record<string, string>>): string {
  return Object.entries(parts).reduce((text, [part, replacement]) => {
    const pieces = text.split(part);
    if (pieces.length !== 2)
      throw new Error(`${part} is ${pieces.length - 1} times in the example:\n${text}`);
    return pieces.join(replacement);
  }, code);
}
