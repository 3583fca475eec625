/** One labelled pair: places of the features that are 1 or a number, and how many pairs it stands for. */
export interface Example { readonly at: readonly number[]; readonly values: readonly number[]; readonly label: boolean; readonly stands: number }

/**
 * Logistic regression by Newton's method with a ridge on all but the first coefficient (the constant).
 * @param size number of features @param ridge strength; keeps features that only true pairs have from growing without end
 * @returns coefficients in natural units
 */
export function fitLogistic(examples: readonly Example[], size: number, ridge: number, rounds = 25): Float64Array {
  const weights = new Float64Array(size);
  for (let round = 0; round < rounds; round += 1) {
    const gradient = new Float64Array(size);
    const curvature = Array.from({ length: size }, () => new Float64Array(size));
    for (const { at, values, label, stands } of examples) {
      let sum = 0;
      for (let i = 0; i < at.length; i += 1) sum += (weights[at[i] ?? 0] ?? 0) * (values[i] ?? 0);
      const chance = 1 / (1 + Math.exp(-sum));
      const pull = stands * ((label ? 1 : 0) - chance);
      const bend = stands * Math.max(chance * (1 - chance), 1e-9);
      for (let i = 0; i < at.length; i += 1) {
        const x = at[i] ?? 0;
        gradient[x] = (gradient[x] ?? 0) + pull * (values[i] ?? 0);
        const row = curvature[x];
        if (row) for (let j = 0; j < at.length; j += 1) row[at[j] ?? 0] = (row[at[j] ?? 0] ?? 0) + bend * (values[i] ?? 0) * (values[j] ?? 0);
      }
    }
    for (let x = 0; x < size; x += 1) {
      const strength = x === 0 ? 1e-6 : ridge;
      gradient[x] = (gradient[x] ?? 0) - strength * (weights[x] ?? 0);
      const row = curvature[x];
      if (row) row[x] = (row[x] ?? 0) + strength;
    }
    const step = solve(curvature, gradient);
    let longest = 0;
    for (let x = 0; x < size; x += 1) {
      const move = Math.max(-4, Math.min(4, step[x] ?? 0));
      weights[x] = (weights[x] ?? 0) + move;
      longest = Math.max(longest, Math.abs(move));
    }
    if (longest < 1e-4) break;
  }
  return weights;
}

/** Gauss with pivots; the matrix is used up. */
function solve(matrix: Float64Array[], right: Float64Array): Float64Array {
  const size = right.length;
  for (let column = 0; column < size; column += 1) {
    let best = column;
    for (let row = column + 1; row < size; row += 1) if (Math.abs(matrix[row]?.[column] ?? 0) > Math.abs(matrix[best]?.[column] ?? 0)) best = row;
    const [pivot, here] = [matrix[best], matrix[column]];
    if (!pivot || !here) continue;
    [matrix[column], matrix[best]] = [pivot, here];
    const swap = right[column] ?? 0;
    right[column] = right[best] ?? 0;
    right[best] = swap;
    const head = pivot[column] ?? 0;
    if (head === 0) continue;
    for (let row = column + 1; row < size; row += 1) {
      const other = matrix[row];
      const factor = (other?.[column] ?? 0) / head;
      if (!other || factor === 0) continue;
      for (let k = column; k < size; k += 1) other[k] = (other[k] ?? 0) - factor * (pivot[k] ?? 0);
      right[row] = (right[row] ?? 0) - factor * (right[column] ?? 0);
    }
  }
  const result = new Float64Array(size);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = right[row] ?? 0;
    for (let k = row + 1; k < size; k += 1) sum -= (matrix[row]?.[k] ?? 0) * (result[k] ?? 0);
    const head = matrix[row]?.[row] ?? 0;
    result[row] = head === 0 ? 0 : sum / head;
  }
  return result;
}
