/** What paths are evaluated on. */
export interface PathScope {
  /** `$` */
  readonly input: unknown;
  /** `$$` */
  readonly context: unknown;
  /** `$name` */
  readonly variables: Readonly<Record<string, unknown>>;
}
