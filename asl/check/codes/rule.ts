export interface Rule {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** A warning that is an error where the check is strict: the service refuses it, and it can be run here. */
  readonly strictly?: true;
  /** `<name>` stands for what differs from case to case. */
  readonly text: string;
  /** What to do, where it is always the same. */
  readonly hint?: string;
  /** When it is reported, for the documentation. */
  readonly when: string;
}

/** The names in a rule's text that a report fills in. */
export type Placeholders<Text extends string> = Text extends `${string}<${infer Name}>${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
