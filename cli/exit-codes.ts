/** What `tfg` says to scripts; after a signal it is 128 and the signal's number. */
export const exitCodes = {
  done: 0,
  /** The function ran and failed. */
  failed: 1,
  /** Wrong usage, configuration or definition; no function ran. */
  usage: 2,
  /** The call may have run or not: look before calling again. */
  unknown: 3,
  /** The service or Temporal cannot be reached, or refuses for now; no function ran. */
  unreachable: 4,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes] | 130 | 143;
