/**
 * Lets the rest of a body go by without keeping it: a program that is cut off while it sends never hears why. Beyond so many bytes it is cut off all the same.
 * @param most bytes
 */
export async function letGo(source: AsyncIterator<unknown>, most: number): Promise<void> {
  let seen = 0;
  try {
    while (seen <= most) {
      const next = await source.next();
      if (next.done === true) return;
      seen += Buffer.isBuffer(next.value) ? next.value.length : String(next.value).length;
    }
  } catch {
    // The other side has gone: there is nobody to hear the answer.
  }
  await source.return?.();
}
