/** What all commands have. */
export interface Effect {
  /** Names this effect in its event; never used twice in a run. */
  readonly id: number;
  /** Where in the machine: `Items[17]/Charge#2`. */
  readonly path: string;
}
