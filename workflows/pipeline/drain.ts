import { ApplicationFailure } from '@temporalio/common';
import { workflowInfo } from '@temporalio/workflow';
import type { PipelineFailureDetails } from './pipeline-end';

/** Temporal ends a run by force at 51,200 events or 50 MiB of history. */
const LAST_EVENTS = 45_000;
const LAST_BYTES = 45 * 1024 * 1024;
/** Events, or bytes of history, until a run looks again whether its state can be handed on. */
const STAY_EVENTS = 2000;
const STAY_BYTES = 4 * 1024 * 1024;

/** How far a history goes: whichever it reaches first. */
interface HistoryMark {
  readonly events: number;
  readonly bytes: number;
}

/** Whether a run starts nothing new, so that it can continue as new. */
export class Drain {
  #isOn = false;
  #from: HistoryMark = { events: 0, bytes: 0 };

  get isOn(): boolean {
    return this.#isOn;
  }

  /** What was carried is begun again, which fills the new history: a run goes at least that far before it is the next's. */
  carried(effects: number): void {
    this.#from = { events: 2 * effects, bytes: Infinity };
  }

  /** Begins where the server suggests it. */
  look(): void {
    const { continueAsNewSuggested, historyLength, historySize } = workflowInfo();
    const { events, bytes } = this.#from;
    this.#isOn ||= continueAsNewSuggested && (historyLength >= events || historySize >= bytes);
  }

  end(): void {
    this.#isOn = false;
  }

  /**
   * The run's state is too large to be handed on: it goes on here, and looks again later.
   *
   * @throws ApplicationFailure `States.DataLimitExceeded` where the history is full
   */
  stay(): void {
    const { historyLength, historySize } = workflowInfo();
    if (historyLength > LAST_EVENTS || historySize > LAST_BYTES) throw tooMuchState();
    this.#isOn = false;
    this.#from = { events: historyLength + STAY_EVENTS, bytes: historySize + STAY_BYTES };
  }
}

/** The history is full, and the run's state does not fit into the input of a next run. */
function tooMuchState(): ApplicationFailure {
  const error = 'States.DataLimitExceeded';
  const cause =
    "The results that the run holds have grown over the 2 MiB that Temporal takes at a time, and its history is full: it cannot be continued. Have a ResultWriter write the map's results, or let the items return less and keep large data in object storage (OBS).";
  const details: PipelineFailureDetails = { status: 'FAILED', error, cause, names: [error, 'States.ALL'] };
  return ApplicationFailure.nonRetryable(cause, error, details);
}
