import { proxyActivities, sleep } from '@temporalio/workflow';
import type { ExpressActivities, RunItemsRequest, RunReply } from '../../../activities/express/wire';
import { fitsIntoPayload } from '../../event-size';
import { ActivityPause } from '../activity-pause';
import { expressActivity } from '../express-activity';
import { failedEvent } from '../failure-event';
import { leftByCancelled } from '../left-by-cancelled';
import type { ExpressLeft } from '../pipeline-input';
import type { OpenEffect } from '../open-effect';
import type { PipelineRun } from '../pipeline-run';
import { itemsTooLarge, type ItemsEffect, rangeOf, slim, versionOf } from './items-effect';
import { readOf } from './items-source';

/** A chunk of items inside an activity, and where that ends before its time, inside the next. */
export function expressItems(run: PipelineRun, { command, left }: ItemsEffect): void {
  new ExpressItems(run, command).go(left);
}

class ExpressItems {
  #cancel: () => void = () => {};
  #left: ExpressLeft | undefined;
  /** The run is paused: it goes on from `left` when that is over. */
  #held = false;
  /** Of the activity under way. */
  #pause: ActivityPause | undefined;
  /** The run was cancelled: from now on its activities clean up. */
  #cleansUp = false;
  readonly #effect: OpenEffect;

  constructor(
    private readonly run: PipelineRun,
    private readonly command: ItemsEffect['command'],
  ) {
    this.#effect = {
      command,
      carries: false,
      reports: true,
      cancel: () => this.#end(),
      pause: (paused) => this.#setPause(paused),
      carry: () => ({ command: slim(command), ...(this.#left && { left: this.#left }) }),
    };
    run.open.set(command.id, this.#effect);
  }

  go(left: ExpressLeft | undefined): void {
    if (left !== undefined && left.dueMs > Date.now()) this.#wait(left);
    else if (left !== undefined && this.run.paused) this.#hold(left);
    else if (left !== undefined && !this.run.room.takesValue(left.checkpoint))
      this.#wait({ ...left, dueMs: Date.now() + 1 });
    else this.#runActivity(left);
  }

  /** The run is paused; it may continue as new meanwhile. */
  #hold(left: ExpressLeft): void {
    this.#left = left;
    this.#held = true;
    this.run.nowCarries(this.#effect);
  }

  #setPause(paused: boolean): void {
    this.#pause?.set(paused);
    if (!paused && this.#held && this.#left !== undefined) this.#waited(this.#left);
  }

  #end(): void {
    const left = this.#left;
    this.#cancel();
    if (left === undefined || this.#cleansUp || !this.run.wasToldToEnd(this.command.id)) return;
    // Its items wait, and may have something to clean up.
    this.#waited(left);
  }

  /** The activity's slot is free during a long wait, and the run may continue as new in it. */
  #wait(left: ExpressLeft): void {
    const { path } = this.command;
    const summary = `${path}${rangeOf(this.command.part)}`;
    const { promise, cancel } = this.run.inScope(() => sleep(left.dueMs - Date.now(), { summary }));
    this.#cancel = cancel;
    this.#left = left;
    promise.then(
      () => this.#waited(left),
      () => {},
    );
    this.run.nowCarries(this.#effect);
  }

  #waited(left: ExpressLeft): void {
    this.#effect.carries = false;
    this.#left = undefined;
    this.#held = false;
    this.go({ ...left, dueMs: 0 });
  }

  #runActivity(left: ExpressLeft | undefined): void {
    const { run, command } = this;
    const { path, part } = command;
    const summary = `${path}${rangeOf(part)}`;
    this.#cleansUp ||= left !== undefined && run.wasToldToEnd(command.id);
    const request = this.#request(left);
    if (!fitsIntoPayload(request)) {
      run.deliver(itemsTooLarge(command));
      return;
    }
    const { promise, cancel } = run.inScope(() =>
      run.activityIds.during(summary, (activityId) => {
        this.#pause = new ActivityPause(activityId, summary);
        const options = expressActivity(activityId, summary, run.input.priority);
        return proxyActivities<ExpressActivities>(options).runItems(request);
      }),
    );
    this.#cancel = cancel;
    promise.then(
      (reply) => this.#answered(reply),
      (error: unknown) => this.#failed(error, request),
    );
  }

  #failed(error: unknown, request: RunItemsRequest): void {
    const { run } = this;
    this.#pause = undefined;
    const { id } = this.command;
    if (run.open.get(id) !== this.#effect) return;
    const checkpoint = run.wasToldToEnd(id) && !this.#cleansUp ? leftByCancelled(error, request) : undefined;
    if (checkpoint === undefined) run.deliver({ ...failedEvent(error, run), id });
    else this.go({ checkpoint, dueMs: 0 });
  }

  #answered(reply: RunReply): void {
    const { id } = this.command;
    this.#pause = undefined;
    if (this.run.open.get(id) !== this.#effect) return;
    if ('checkpoint' in reply) {
      const { checkpoint, waitMs = 0 } = reply;
      // What is told to end waits for nothing.
      const endsNow = this.run.wasToldToEnd(id) && !this.#cleansUp;
      this.go({ checkpoint, dueMs: Date.now() + (endsNow ? 0 : waitMs) });
      return;
    }
    if (reply.cost !== undefined) this.run.progress.addCost(reply.cost);
    if (reply.cutShort === true) this.run.wasCutShort();
    if (reply.done.status === 'SUCCEEDED')
      this.run.deliver({ type: 'succeeded', id, output: reply.done.output });
    else {
      const { status: _, ...problem } = reply.done;
      this.run.deliver({ type: 'failed', id, ...problem });
    }
  }

  #request(left: ExpressLeft | undefined): RunItemsRequest {
    const { run, command } = this;
    const { definition, part } = command;
    const { source: _, ...own } = part;
    const { scale, startedMs } = run.clock;
    return {
      v: versionOf(part),
      definition,
      keyPrefix: run.keyPrefix,
      startedMs,
      ...(scale !== 1 && { timeScale: scale }),
      ...(left === undefined ? { part: own, ...readOf(part) } : { checkpoint: left.checkpoint }),
      ...(this.#cleansUp && { cancelled: true }),
    };
  }
}
