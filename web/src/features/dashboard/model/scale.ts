/** The axis of a bar chart: from nought to a round figure, with a step people count in. */

export interface Scale {
  top: number;
  ticks: number[];
}

/** A top at or above `most` with two or three equal steps of 1, 2 or 5 times a power of ten. */
export function scaleTo(most: number, whole = false): Scale {
  if (most <= 0) return { top: whole ? 2 : 1, ticks: whole ? [0, 1, 2] : [0] };
  const rough = most / 2;
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough) ?? 10;
  const step = whole ? Math.max(1, factor * power) : factor * power;
  const count = Math.max(1, Math.ceil(most / step - 1e-9));
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_, index) => index * step) };
}

/** A limit far above the bars would flatten them, so it is named instead of drawn. */
export function limitFits(limit: number | null, most: number): limit is number {
  return limit !== null && limit > 0 && limit <= 3 * most;
}
