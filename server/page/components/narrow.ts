import { useEffect, useState } from 'preact/hooks';

/** The width below which a row of the journal takes two lines. */
const NARROW = '(max-width: 760px)';

/** True on a narrow screen. The component is drawn again when it changes. */
export function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const changed = (): void => setNarrow(query.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return narrow;
}
