/** How far a part of the drawing reaches to both sides, level by level, relative to its axis. */
export class Contour {
  private readonly lefts: number[] = [];
  private readonly rights: number[] = [];

  private constructor(private top: number) {}

  static of(level: number, left: number, right: number): Contour {
    const contour = new Contour(level);
    contour.add(level, -left, right);
    return contour;
  }

  static empty(): Contour {
    return new Contour(0);
  }

  /** The lowest level; -1 when empty. */
  get bottom(): number {
    return this.top + this.lefts.length - 1;
  }

  leftAt(level: number): number {
    return this.lefts[level - this.top] ?? Infinity;
  }

  rightAt(level: number): number {
    return this.rights[level - this.top] ?? -Infinity;
  }

  add(level: number, left: number, right: number): void {
    if (this.lefts.length === 0) this.top = level;
    while (level < this.top) {
      this.lefts.unshift(Infinity);
      this.rights.unshift(-Infinity);
      this.top--;
    }
    while (level > this.bottom) {
      this.lefts.push(Infinity);
      this.rights.push(-Infinity);
    }
    const at = level - this.top;
    this.lefts[at] = Math.min(this.leftAt(level), left);
    this.rights[at] = Math.max(this.rightAt(level), right);
  }

  /** Takes in another one, moved by `dx`. */
  include(other: Contour, dx: number): void {
    for (let level = other.top; level <= other.bottom; level++) {
      const left = other.leftAt(level);
      if (left !== Infinity) this.add(level, left + dx, other.rightAt(level) + dx);
    }
  }

  /** How far to the right `other` must move to stand beside this; -Infinity where they share no level. */
  clearance(other: Contour): number {
    let least = -Infinity;
    const end = Math.min(this.bottom, other.bottom);
    for (let level = Math.max(this.top, other.top); level <= end; level++)
      least = Math.max(least, this.rightAt(level) - other.leftAt(level));
    return least;
  }
}
