/** One line of the agent. */
export type Answer = Readonly<Record<string, unknown>>;

/** @returns undefined for a line that is not the agent's: a login's greeting, a message of the kernel. */
export function parseAnswer(line: string): Answer | undefined {
  if (!line.trimStart().startsWith('{')) return undefined;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null ? (value as Answer) : undefined;
  } catch {
    return undefined;
  }
}
