import { PathLimitError } from './errors';
import type { PathScope } from './scope';

const MAX_NODES = 1_000_000;

/** One evaluation of an indefinite path. Counts what it looks at: scans within filters within scans multiply. */
export class Run {
  private nodes = 0;

  constructor(
    readonly scope: PathScope,
    private readonly text: string,
  ) {}

  /** @throws PathLimitError */
  visit(): void {
    if (++this.nodes > MAX_NODES) throw new PathLimitError(this.text, MAX_NODES);
  }
}
