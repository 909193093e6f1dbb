import type { HeaderList } from './canonical-headers';

interface Entry {
  readonly key: string;
  readonly name: string;
  readonly value: string;
}

/** Headers by name in any case, which keep the case they were given in. */
export class HeaderSet {
  readonly #entries: Entry[] = [];

  /** @throws TypeError for a name given twice or a value with a line break: the signature of either is worth nothing. */
  constructor(given: Readonly<Record<string, string>>) {
    for (const name of Object.keys(given)) {
      const value = given[name] ?? '';
      const key = name.toLowerCase();
      // That of an earlier signature.
      if (key === 'authorization') continue;
      if (this.#indexOf(key) !== -1) {
        throw new TypeError(`Cannot sign: the header ${name} is given twice. Give it once.`);
      }
      if (/[\r\n\0]/.test(value))
        throw new TypeError(`Cannot sign: the header ${name} contains a line break.`);
      this.#entries.push({ key, name, value });
    }
  }

  /** @param key the name in lower case */
  get(key: string): string | undefined {
    return this.#entries[this.#indexOf(key)]?.value.trim();
  }

  set(name: string, value: string): void {
    const key = name.toLowerCase();
    const index = this.#indexOf(key);
    if (index === -1) this.#entries.push({ key, name, value });
    else this.#entries[index] = { key, name: this.#entries[index]?.name ?? name, value };
  }

  toRecord(): Record<string, string> {
    const record: Record<string, string> = {};
    for (const { name, value } of this.#entries) record[name] = value;
    return record;
  }

  /** As {@link canonicalHeaders}. */
  toCanonical(): HeaderList {
    const list = this.#entries.map(({ key, value }) => [key, value.trim()] as const);
    return list.toSorted((a, b) => (a[0] < b[0] ? -1 : 1));
  }

  #indexOf(key: string): number {
    for (let index = 0; index < this.#entries.length; index++) {
      if (this.#entries[index]?.key === key) return index;
    }
    return -1;
  }
}
