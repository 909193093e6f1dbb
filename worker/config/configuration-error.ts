/** One thing that is wrong: where, what, and what to do. Never holds the value of a secret. */
export interface ConfigurationProblem {
  /** `tfg.yaml:3:5`, a variable's name, or an option. */
  readonly where?: string;
  readonly message: string;
}

/** Thrown when the configuration cannot be used. All problems found are listed; nothing has been started or sent. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';

  /** One for each problem. */
  readonly messages: readonly string[];

  constructor(readonly problems: readonly ConfigurationProblem[]) {
    const messages = problems.map(({ where, message }) =>
      where === undefined ? message : `${where}: ${message}`,
    );
    super(messages.join('\n'));
    this.messages = messages;
  }
}
