import { useEffect, useState } from 'react';

/** The value as it was when the typing paused. @param pause milliseconds */
export function useDelayed<T>(value: T, pause = 250): T {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), pause);
    return () => clearTimeout(timer);
  }, [value, pause]);
  return late;
}
