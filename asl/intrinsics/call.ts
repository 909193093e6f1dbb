import type { JsonPath } from '../jsonpath';

/** A call, parsed. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  /** Offset of the call in the text. */
  readonly column: number;
}

export type Argument =
  | { readonly kind: 'call'; readonly call: Call; readonly column: number }
  | { readonly kind: 'path'; readonly path: JsonPath; readonly column: number }
  /** `raw`: text between the quotes with its escapes, for a template. */
  | { readonly kind: 'literal'; readonly value: unknown; readonly raw?: string; readonly column: number };
