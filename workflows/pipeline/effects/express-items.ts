import { sleep } from '@temporalio/workflow';
import type { Checkpoint, RunItemsRequest, RunReply } from '../../../activities/express/wire';
import { fitsIntoPayload } from '../../event-size';
import type { EffectScopes } from '../effect-scopes';
import { ExpressRound } from '../express-round';
import { failedEvent } from '../failure-event';
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
  /** Ends a wait. */
  #cancel: () => void = () => {};
  #left: ExpressLeft | undefined;
  /** The run is paused: it goes on from `left` when that is over. */
  #held = false;
  #round: ExpressRound | undefined;
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
    else if (left !== undefined && !this.run.room.takesValue([this.command.definition, left.checkpoint]))
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
    this.#round?.setPause(paused);
    if (!paused && this.#held && this.#left !== undefined) this.#waited(this.#left);
  }

  #end(): void {
    const left = this.#left;
    this.#left = undefined;
    const cleansUp = !this.#cleansUp && this.run.wasToldToEnd(this.command.id);
    this.#cancel();
    void this.#round?.cancel(cleansUp);
    if (left === undefined || !cleansUp) return;
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
      // Its time may be over at the very moment in which it is cancelled.
      () => this.#left === left && this.#waited(left),
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
    const activityId = run.activityIds.take(summary, 'express');
    const { priority } = run.input;
    const inScope: EffectScopes['run'] = (body) => run.inScope(body);
    const round = new ExpressRound(
      inScope,
      activityId,
      summary,
      priority,
      run.lastCheckpoints,
      ({ runItems }) => runItems(request),
    );
    this.#round = round;
    const ends = (): boolean => {
      this.#round = undefined;
      round.ended();
      run.activityIds.release(activityId);
      return run.open.get(command.id) === this.#effect;
    };
    round.reply.then(
      (reply) => ends() && this.#answered(reply),
      (error: unknown) => ends() && this.#failed(error, round.leftBy(error, request)),
    );
  }

  #failed(error: unknown, checkpoint: Checkpoint | undefined): void {
    const { run } = this;
    const { id } = this.command;
    if (checkpoint === undefined) run.deliver({ ...failedEvent(error, run), id });
    else this.go({ checkpoint, dueMs: 0 });
  }

  #answered(reply: RunReply): void {
    const { id } = this.command;
    if ('checkpoint' in reply) {
      const { checkpoint, waitMs = 0 } = reply;
      // What is told to end waits for nothing.
      const endsNow = this.run.wasToldToEnd(id) && !this.#cleansUp;
      this.go({ checkpoint, dueMs: Date.now() + (endsNow ? 0 : waitMs) });
      return;
    }
    this.run.progress.addPart(reply);
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
