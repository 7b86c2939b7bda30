export type Close = (reason?: string) => Promise<void>;

const open = new Set<Close>();

/** Whoever takes something over that must be put back or stopped says here how. */
export const closeAtTheEnd = (close: Close): void => void open.add(close);

/** At the end of a run, and when it is interrupted; once. Loads nothing. */
export async function closeTargets(reason?: string): Promise<void> {
  const all = [...open];
  open.clear();
  for (const close of all) await close(reason);
}
